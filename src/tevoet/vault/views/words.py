"""Pages with words that open in the browser only: the server draws what stands around them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tevoet.people.access import Asked, signed_in
from tevoet.people.models import Connection
from tevoet.people.pages import above
from tevoet.vault.asking import mail_to
from tevoet.vault.prompts import PROMPTS


@require_safe
@signed_in
def reflection(request: Asked) -> HttpResponse:
    """Show the page for words to oneself."""
    context = {"section": "people:me", "prompts": PROMPTS}
    return render(request, "vault/reflection.html", context)


@require_safe
@signed_in
def remember(request: Asked, pk: int) -> HttpResponse:
    """Show the one page that two people keep together."""
    mine = Connection.objects.visible_to(request.user).select_related("first", "second")
    connection = get_object_or_404(mine.of_two(request.user.pk, pk))
    other = connection.other(request.user)
    context = {
        "section": "home:people",
        "other": other,
        "is_open": connection.is_open,
        "back": above(request.path) if connection.is_open else "/people/",
        "phone": other.phone_numbers.first(),
        "mail": mail_to(other),
    }
    return render(request, "vault/remember.html", context)
