"""One tap: I want to be heard, take it back, or not now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tevoet.people.access import Asked, signed_in
from tevoet.people.pages import onward, perform
from tevoet.talks.actions import wishing
from tevoet.talks.asked import wish_of, with_

if TYPE_CHECKING:
    from django.http import HttpResponse

TODAY = "home:today"


@require_POST
@signed_in
def wish(request: Asked, pk: int) -> HttpResponse:
    """Let somebody know that one wants to be heard."""
    connection = with_(request, pk)
    name = connection.other(request.user).name
    return perform(
        request,
        lambda: wishing.wish(connection, by=request.user, now=timezone.now()),
        back=onward(request, TODAY),
        done=_("%(name)s sees that you want to be heard.") % {"name": name},
    )


@require_POST
@signed_in
def withdrawal(request: Asked, pk: int) -> HttpResponse:
    """Take one's own wish back."""
    made = wish_of(request, pk)
    return perform(
        request,
        lambda: wishing.withdraw(made, by=request.user, now=timezone.now()),
        back=onward(request, TODAY),
        done=_("Taken back."),
    )


@require_POST
@signed_in
def not_now(request: Asked, pk: int) -> HttpResponse:
    """Answer a wish with not now, without a reason."""
    received = wish_of(request, pk)
    return perform(
        request,
        lambda: wishing.not_now(received, by=request.user, now=timezone.now()),
        back=onward(request, TODAY),
        done=_("%(name)s hears: not now. Nobody asks why.") % {"name": received.by.name},
    )
