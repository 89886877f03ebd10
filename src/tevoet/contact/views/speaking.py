"""One tap about one person: we spoke, not now, planned, and the two limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from tevoet.contact.actions import limits as limiting
from tevoet.contact.actions.speaking import speak, take_back
from tevoet.contact.answers import asked_next, onward, with_
from tevoet.contact.forms import LimitsForm, NotNowForm, PlanForm, SpokenForm
from tevoet.contact.models import Limit, Spoken
from tevoet.people.access import Asked, signed_in
from tevoet.people.models import Connection
from tevoet.people.pages import above, filled, told
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date


@signed_in
@require_POST
def spoken(request: Asked, pk: int) -> HttpResponse:
    """Say that we spoke."""
    connection, form = with_(request, pk), SpokenForm(request.POST)
    page = {"form": form, "other": connection.other(request.user), "next": asked_next(request)}
    if form.is_valid():
        at, channel = form.moment(request.user), form.cleaned_data["channel"]
        try:
            page["tap"] = speak(connection, by=request.user, channel=channel, at=at)
        except Refusal as refusal:
            form.add_error("on", told(refusal))
    if not form.is_valid():
        return render(request, "contact/spoken.html", page, status=422)
    if request.htmx:
        return render(request, "contact/spoken.html#said", page)
    messages.success(request, _("Noted: you spoke with %(name)s.") % {"name": page["other"]})
    return onward(request)


@signed_in
@require_POST
def spoken_undo(request: Asked, pk: int) -> HttpResponse:
    """Take a tap back."""
    tap = take_back(get_object_or_404(Spoken.objects.visible_to(request.user), pk=pk))
    if request.htmx:
        return render(request, "contact/spoken.html#taken_back", {"tap": tap})
    messages.success(request, _("Taken back."))
    return onward(request)


@signed_in
@require_POST
def not_now(request: Asked, pk: int) -> HttpResponse:
    """Ask nothing about this person until a day."""
    connection, form = with_(request, pk), NotNowForm(request.POST)
    if form.is_valid():
        try:
            until = form.cleaned_data["until"]
            kept = limiting.not_now(connection, owner=request.user, until=until)
            return _undoable(request, connection, _("%(name)s: not before %(day)s."), kept.until)
        except Refusal as refusal:
            form.add_error("until", told(refusal))
    return _day_asked(request, connection, form)


@signed_in
@require_POST
def plan(request: Asked, pk: int) -> HttpResponse:
    """Plan to speak on a day."""
    connection, form = with_(request, pk), PlanForm(request.POST)
    if form.is_valid():
        try:
            kept = limiting.plan(connection, owner=request.user, on=form.cleaned_data["on"])
            return _undoable(request, connection, _("%(name)s: planned on %(day)s."), kept.until)
        except Refusal as refusal:
            form.add_error("on", told(refusal))
    return _day_asked(request, connection, form)


@signed_in
@require_POST
def not_now_undo(request: Asked, pk: int) -> HttpResponse:
    """Hear of this person again."""
    limiting.ask_again(with_(request, pk), owner=request.user)
    messages.success(request, _("Taken back."))
    return onward(request)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def limits(request: Asked, pk: int) -> HttpResponse:
    """Show and choose the two limits of one's own."""
    connection = with_(request, pk)
    chosen = Limit.objects.visible_to(request.user).filter(connection=connection).first()
    form = LimitsForm(filled(request), initial=chosen.as_days() if chosen else None)
    if request.method == "POST" and "forget" in request.POST:
        limiting.forget_limits(connection, owner=request.user)
        messages.success(request, _("Your limits were kept."))
        return onward(request)
    if form.is_valid():
        limiting.set_limits(connection, owner=request.user, **form.cleaned_data)
        messages.success(request, _("Your limits were kept."))
        return onward(request)
    page = {"form": form, "other": connection.other(request.user), "chosen": chosen}
    page |= {"next": asked_next(request), "back": above(request.path)}
    return render(request, "contact/limits.html", page, status=422 if form.errors else 200)


def _day_asked(request: Asked, connection: Connection, form: NotNowForm | PlanForm) -> HttpResponse:
    page = {"form": form, "other": connection.other(request.user), "next": asked_next(request)}
    return render(request, "contact/day.html", page, status=422)


def _undoable(request: Asked, connection: Connection, words: str, day: date) -> HttpResponse:
    """Say what was put off until when, with the way to take it back, and go on."""
    other = connection.other(request.user)
    on = date_format(day, pgettext("date without a year", "j F"))
    undo = reverse("contact:not_now_undo", args=[other.pk])
    messages.success(request, words % {"name": other.name, "day": on}, extra_tags=undo)
    return onward(request)
