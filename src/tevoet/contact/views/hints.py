"""The hints "better as a call": what became of them, and how one wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tevoet.contact import lent
from tevoet.contact.actions import hinting
from tevoet.contact.answers import next_of
from tevoet.contact.clock import day_of
from tevoet.contact.hintforms import AnswerForm, HintForm, MuteForm, SettingsForm
from tevoet.contact.hintnotes import put_together
from tevoet.contact.hintpage import page_of
from tevoet.people.access import Asked, signed_in
from tevoet.people.models import Connection
from tevoet.people.pages import perform, told
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from django.forms import Form


@require_safe
@signed_in
def hints(request: Asked) -> HttpResponse:
    """Show what became of hints, and the settings; both are sealed."""
    return _page(request)


@signed_in
@require_POST
def answers(request: Asked) -> HttpResponse:
    """Say whether one called, and whether it helped."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _not_understood(request)
    return perform(
        request,
        lambda: hinting.answer_hint(request.user, key=form.key, answer=form.cleaned_data["answer"]),
        back=next_of(request, reverse("contact:hints")),
        done=_("Kept, sealed for you."),
    )


@signed_in
@require_POST
def settings(request: Asked) -> HttpResponse:
    """Choose whether there are hints, and from how many turns."""
    form = SettingsForm(request.POST)
    if form.is_valid():
        try:
            hinting.set_hints(request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, told(refusal))
        else:
            messages.success(request, _("Kept, sealed for you."))
            return redirect("contact:hints")
    return _page(request, form)


@signed_in
@require_POST
def mutes(request: Asked) -> HttpResponse:
    """Give no hints about somebody, or give them again."""
    form = MuteForm(request.POST)
    if not form.is_valid():
        return _not_understood(request)
    mine = Connection.objects.visible_to(request.user)
    connection = get_object_or_404(mine, pk=form.cleaned_data["connection"])
    muted = form.cleaned_data["muted"]
    name = {"name": connection.other(request.user).name}
    done = _("No more hints about %(name)s.") if muted else _("Hints about %(name)s again.")
    return perform(
        request,
        lambda: hinting.mute_hints(connection, owner=request.user, muted=muted),
        back=next_of(request, reverse("contact:hints")),
        done=done % name,
    )


@signed_in
@require_POST
def removal(request: Asked) -> HttpResponse:
    """Forget one hint that was shown, or all of them."""
    form = HintForm(request.POST)
    if "all" not in request.POST and not form.is_valid():
        return _not_understood(request)
    key = None if "all" in request.POST else form.key
    return perform(
        request,
        lambda: hinting.forget_hints(request.user, key),
        back=reverse("contact:hints"),
        done=_("Removed."),
    )


def _page(request: Asked, form: Form | None = None) -> HttpResponse:
    mirror, today = lent.opened(request), day_of(request.user, timezone.now())
    put_together(request.user, mirror.archive, today)
    page = page_of(request.user, mirror.archive)
    settings_form = form or SettingsForm(initial=SettingsForm.of(page.book.settings))
    context = {"page": page, "form": settings_form, "mirror": mirror}
    context["section"] = "people:me"
    status = 422 if form is not None and form.errors else 200
    return render(request, "contact/hints.html", context, status=status)


def _not_understood(request: Asked) -> HttpResponse:
    messages.error(request, _("That did not come through. Try it once more."))
    return redirect("contact:hints")
