"""A talk: begin it, plan it, say not now, say that you met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tevoet.people.access import Asked, signed_in
from tevoet.people.pages import FormPage, answer, filled, perform, told
from tevoet.refusal import Refusal
from tevoet.talks import pages
from tevoet.talks.actions import meeting as meetings
from tevoet.talks.actions import planning
from tevoet.talks.asked import talk_of, with_
from tevoet.talks.forms import AppointmentForm, EncounterForm

if TYPE_CHECKING:
    from tevoet.talks.models import Talk


def address(talk: Talk) -> str:
    """Return the page of a talk."""
    return reverse("talks:talk", args=[talk.pk])


@require_POST
@signed_in
def begin(request: Asked, pk: int) -> HttpResponse:
    """Begin a talk with somebody, or go on with the one that is ahead."""
    connection = with_(request, pk)
    try:
        talk = planning.begin(connection, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, told(refusal))
        return redirect("home:people")
    return redirect(address(talk))


@require_safe
@signed_in
def talk(request: Asked, pk: int) -> HttpResponse:
    """Show a talk: what is next, and what was."""
    page = pages.of_talk(talk_of(request, pk), request.user, timezone.now())
    return render(request, "talks/talk.html", {"page": page, "section": "home:people"})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan(request: Asked, pk: int) -> HttpResponse:
    """Choose when and where, or move it."""
    ahead = talk_of(request, pk)
    form = AppointmentForm(filled(request), initial=pages.planned(ahead, request.user))
    page = FormPage(_("When will you speak?"), _("Keep this day"), address(ahead))
    return answer(
        request,
        form,
        page,
        act=lambda form: planning.plan(
            ahead, by=request.user, chosen=form.chosen(), now=timezone.now()
        ),
    )


@require_POST
@signed_in
def declining(request: Asked, pk: int) -> HttpResponse:
    """Say not now to a talk."""
    ahead = talk_of(request, pk)
    return perform(
        request,
        lambda: planning.decline(ahead, by=request.user, now=timezone.now()),
        back=address(ahead),
        done=_("Not now. Nobody asks why."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def meeting(request: Asked, pk: int) -> HttpResponse:
    """Say that the two met."""
    held = talk_of(request, pk)
    page = FormPage(
        _("You met"), _("We met"), reverse("talks:look_back", args=[held.pk]), template=MET
    )
    return answer(
        request,
        EncounterForm(filled(request)),
        page,
        act=lambda form: meetings.meet(
            held, by=request.user, how=form.how(request.user), now=timezone.now()
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def just_spoke(request: Asked, pk: int) -> HttpResponse:
    """Say that the two spoke without a plan, to look back on it."""
    connection = with_(request, pk)
    name = connection.other(request.user).name
    page = FormPage(
        _("You just spoke with %(name)s") % {"name": name},
        _("We spoke"),
        reverse("home:people"),
        template=MET,
        onward=lambda talk: reverse("talks:look_back", args=[talk.pk]),  # type: ignore[attr-defined]  # what the act returns
    )
    return answer(
        request,
        EncounterForm(filled(request)),
        page,
        act=lambda form: meetings.just_spoke(
            connection, by=request.user, how=form.how(request.user), now=timezone.now()
        ),
    )


@require_POST
@signed_in
def meeting_undo(request: Asked, pk: int) -> HttpResponse:
    """Take back that the two met."""
    held = talk_of(request, pk)
    met = held.meeting_or_none
    other = reverse("home:connection", args=[held.connection.other(request.user).pk])
    if met is None:
        return redirect(address(held))
    back = other if held.came_unplanned else address(held)
    return perform(
        request,
        lambda: meetings.take_back(met, by=request.user, now=timezone.now()),
        back=back,
        done=_("Taken back."),
    )


MET = "talks/met.html"
