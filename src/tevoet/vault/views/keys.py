"""My own keys: make them, see what opens them, change that, replace what was lost."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tevoet.people.access import Asked, freshly_proved, signed_in
from tevoet.people.pages import NOT_YET, told
from tevoet.people.sessions import is_fresh
from tevoet.refusal import Refusal
from tevoet.vault import keypages
from tevoet.vault.actions import keyrings
from tevoet.vault.keyforms import EarlierForm, KeyringForm, WayForm
from tevoet.vault.keyrings import as_kept, as_way, at_stake, mine
from tevoet.vault.models import Keyring, Wrapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form

PAGE = ["GET", "HEAD", "POST"]
NEW = 201
MAY_MAKE = "may_make_keys_at"
AN_HOUR = 3600


@require_http_methods(PAGE)
@signed_in
def keys(request: Asked) -> HttpResponse:
    """Show what opens my keys, or make the first ones."""
    if request.method == "POST":
        return keep(request, keyrings.make_keyring)
    keyring = Keyring.objects.visible_to(request.user).of(request.user)
    if keyring is None:
        return first(request)
    return render(request, "vault/keys.html", keypages.my_keys(request, keyring))


@freshly_proved
def first(request: Asked) -> HttpResponse:
    """Make the first keys: a stolen session could make its own in somebody's name."""
    request.session[MAY_MAKE] = time()
    return render(request, "vault/first.html", keypages.making(request))


@require_http_methods(PAGE)
@signed_in
def replacement(request: Asked) -> HttpResponse:
    """Make new keys when all are lost."""
    return keep(request, keyrings.replace_keyring) if request.method == "POST" else lost(request)


@freshly_proved
def lost(request: Asked) -> HttpResponse:
    """Say what stays closed when all keys are lost."""
    if Keyring.objects.visible_to(request.user).of(request.user) is None:
        return redirect("vault:keys")
    request.session[MAY_MAKE] = time()
    context = {**keypages.making(request), "stake": at_stake(request.user)}
    return render(request, "vault/replacement.html", context)


def keep(request: Asked, act: Callable[..., Keyring]) -> HttpResponse:
    """Keep new keys that a browser made: who just proved who they are has an hour for it."""
    if not (is_fresh(request) or time() - request.session.get(MAY_MAKE, 0) < AN_HOUR):
        return refused(keyrings.NotProvedLately())
    form = KeyringForm(request.POST)
    if not form.is_valid():
        return not_whole(form)
    try:
        values = {"public": form.cleaned_data["public"], "ways": form.ways()}
        keyring = act(request.user, **values, now=timezone.now())
    except Refusal as refusal:
        return refused(refusal)
    return JsonResponse(as_kept(keyring), status=NEW)


@require_http_methods(PAGE)
@signed_in
def ways(request: Asked) -> HttpResponse:
    """Hand my keyring to my browser, closed as it is; or add a way to open it."""
    if request.method == "POST":
        return add(request)
    keyrings_of_mine = Keyring.objects.visible_to(request.user).filter(person=request.user)
    if "keyring" not in request.GET:
        return JsonResponse(mine(keyrings_of_mine.of(request.user)))
    form = EarlierForm(request.GET)
    if not form.is_valid():
        return not_whole(form)
    found = get_object_or_404(keyrings_of_mine, pk=form.cleaned_data["keyring"])
    return JsonResponse(mine(found))


def add(request: Asked) -> HttpResponse:
    """Add a way to open my keys."""
    form = WayForm(request.POST)
    if not form.is_valid():
        return not_whole(form)
    values = {"way": form.new_way(), "signature": form.cleaned_data["signature"]}
    try:
        kept = keyrings.add_way(request.user, **values, now=timezone.now())
    except Refusal as refusal:
        return refused(refusal)
    return JsonResponse(as_way(kept), status=NEW)


@require_safe
@signed_in
def found(request: Asked) -> HttpResponse:
    """Seal anew what an earlier key opens, that was found again."""
    return render(request, "vault/found.html", keypages.found(request))


@require_safe
@signed_in
def along(request: Asked) -> HttpResponse:
    """Seal anew what somebody wrote to themselves in another Tevoet: their browser does it."""
    if Keyring.objects.visible_to(request.user).of(request.user) is None:
        return redirect("vault:keys")
    return render(request, "vault/along.html", {"section": "people:me"})


@require_safe
@signed_in
def new_way(request: Asked, way: str) -> HttpResponse:
    """Make one way to open my keys: a passkey, new words, a new code."""
    keyring = Keyring.objects.visible_to(request.user).of(request.user)
    if keyring is None:
        return redirect("vault:keys")
    return render(request, "vault/way.html", keypages.new_way(request, keyring, way))


@require_http_methods(PAGE)
@signed_in
def way_ending(request: Asked, pk: int) -> HttpResponse:
    """Take one way to open my keys away, signed with the keys themselves."""
    way = get_object_or_404(Wrapping.objects.visible_to(request.user), pk=pk)
    context = {"section": "people:me", "way": way, "question": keypages.question_of(way)}
    if request.method != "POST":
        return render(request, "vault/ending.html", context)
    try:
        keyrings.end_way(way, signature=request.POST.get("signature", ""))
    except Refusal as refusal:
        context |= {"refused": told(refusal)}
        return render(request, "vault/ending.html", context, status=NOT_YET)
    return redirect("vault:keys")


def not_whole(form: Form) -> HttpResponse:
    """Say which part is missing or wrong."""
    return JsonResponse({"slug": "not-whole", "wrong": sorted(form.errors)}, status=NOT_YET)


def refused(refusal: Refusal) -> HttpResponse:
    """Say in words why nothing was kept."""
    return JsonResponse({"slug": refusal.slug, "message": told(refusal)}, status=NOT_YET)
