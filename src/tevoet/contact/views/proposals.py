"""Who of these do you work with? The program proposes, its owner answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tevoet.contact import lent, overview
from tevoet.contact.actions.answering import answer
from tevoet.contact.actions.proposals import take_answer_back
from tevoet.contact.amounts import amount, likely, likely_name
from tevoet.contact.asking import Around, Told
from tevoet.contact.models import Proposal
from tevoet.contact.proposalforms import ProposalForm, ProposalForms
from tevoet.contact.proposing import known_people
from tevoet.engines.moments.handles import shown
from tevoet.people.access import Asked, signed_in
from tevoet.people.models import Connection
from tevoet.people.pages import filled, told
from tevoet.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tevoet.contact.archive import Archive
    from tevoet.engines.mirror.summary import PersonSummary

    Why = Mapping[str, list[str]]

EARLIER = 20
LONGEST = 18  # digits of a number that a row may have
AT_ONCE = 12
"""About so many somebody can think without getting tired; the others come afterwards."""
PAGES = {str(number) for number in range(1, 10)}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: Asked) -> HttpResponse:
    """Ask about the people most in contact, and keep what is answered."""
    if request.method == "POST" and "undo" in request.POST:
        return _undo(request)
    mirror = lent.opened(request)
    asked, why, rest = _asked(request, mirror.archive)
    forms, refused = _forms(request, asked, why), ""
    if request.method == "POST" and forms.is_valid():
        try:
            return _kept(request, answer(request.user, forms.cleaned_data))
        except Refusal as refusal:
            refused = told(refusal)
    more = {"more": rest, "refused": refused, "mirror": mirror}
    return _page(request, forms, more)


def _kept(request: Asked, count: int) -> HttpResponse:
    words = ngettext("%(count)d answer kept.", "%(count)d answers kept.", count)
    messages.success(request, words % {"count": count})
    return redirect("contact:proposals")


def _undo(request: Asked) -> HttpResponse:
    mine = Proposal.objects.visible_to(request.user).select_related("owner", "person")
    pk = request.POST["undo"]
    take_answer_back(get_object_or_404(mine, pk=pk if pk.isdecimal() and len(pk) <= LONGEST else 0))
    messages.success(request, _("Taken back."))
    return redirect("contact:proposals")


def _asked(request: Asked, archive: Archive) -> tuple[list[PersonSummary], Why, int]:
    """Return whom this page asks about, for whom each answered, and how many come on a next one."""
    page = request.GET.get("page", "")
    first = (int(page) - 1) * AT_ONCE if page in PAGES else 0
    asked, why = overview.unknown_and_why(request.user, archive)
    first = first if first < len(asked) else 0
    return asked[first : first + AT_ONCE], why, len(asked[first + AT_ONCE :])


def _forms(request: Asked, asked: list[PersonSummary], why: Why) -> BaseFormSet[ProposalForm]:
    open_ones = Connection.objects.visible_to(request.user).open().select_related("first", "second")
    others = [connection.other(request.user) for connection in open_ones]
    known = known_people(Around.of(request.user), Told.by(request.user))
    initial = [
        {
            "address": one.key,
            "written": shown(one.key),
            "name": likely_name(one),
            "amount": amount(one),
            "likely": likely(one, known, others, why.get(one.key, ())),
        }
        for one in asked
    ]
    return ProposalForms(
        filled(request), initial=initial, form_kwargs={"others": others}, prefix="who"
    )


def _page(
    request: Asked, forms: BaseFormSet[ProposalForm], more: Mapping[str, object]
) -> HttpResponse:
    mine = Proposal.objects.visible_to(request.user).select_related("person")
    page = {"forms": forms, "earlier": mine[:EARLIER], **more}
    wrong = bool(more["refused"]) or (forms.is_bound and not forms.is_valid())
    return render(request, "contact/proposals.html", page, status=422 if wrong else 200)
