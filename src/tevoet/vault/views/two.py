"""The keys of two people: the public part of each, and five words to compare."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tevoet.people.access import Asked, signed_in
from tevoet.people.models import Connection
from tevoet.people.pages import above
from tevoet.vault.keypages import known_to
from tevoet.vault.keyrings import as_told
from tevoet.vault.models import Keyring


@require_safe
@signed_in
def keyring(request: Asked, pk: int) -> HttpResponse:
    """Tell the public part of my keys, or of whom I have a connection with."""
    other = get_object_or_404(known_to(request.user), pk=pk)
    return JsonResponse(as_told(Keyring.objects.visible_to(request.user).of(other)))


@require_safe
@signed_in
def two(request: Asked, pk: int) -> HttpResponse:
    """Compare the keys of the two of a connection, by five words read aloud."""
    mine = Connection.objects.visible_to(request.user).select_related("first", "second")
    connection = get_object_or_404(mine.of_two(request.user.pk, pk))
    other = connection.other(request.user)
    keyrings = Keyring.objects.visible_to(request.user)
    context = {
        "section": "home:people",
        "other": other,
        "is_open": connection.is_open,
        "back": above(request.path) if connection.is_open else "/me/keys/",
        "mine": keyrings.of(request.user),
        "has_keys": keyrings.of(other) is not None,
    }
    return render(request, "vault/two.html", context)
