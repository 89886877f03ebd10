"""Who of these do you work with? The program proposes, its owner answers."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tevoet.contact import overview
from tevoet.contact.actions.answering import answer
from tevoet.contact.actions.proposals import take_answer_back
from tevoet.contact.forms import ProposalForm, ProposalForms
from tevoet.contact.models import Proposal
from tevoet.people.access import Asked, signed_in
from tevoet.people.models import Connection
from tevoet.people.pages import filled, told
from tevoet.refusal import Refusal

EARLIER = 20


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: Asked) -> HttpResponse:
    """Ask about the people most in contact, and keep what is answered."""
    if request.method == "POST" and "undo" in request.POST:
        return _undo(request)
    forms = _forms(request)
    if request.method == "POST" and forms.is_valid():
        try:
            count = answer(request.user, forms.cleaned_data)
        except Refusal as refusal:
            return _page(request, forms, told(refusal))
        words = ngettext("%(count)d answer kept.", "%(count)d answers kept.", count)
        messages.success(request, words % {"count": count})
        return redirect("contact:proposals")
    return _page(request, forms)


def _undo(request: Asked) -> HttpResponse:
    mine = Proposal.objects.visible_to(request.user).select_related("owner", "person")
    pk = request.POST["undo"]
    take_answer_back(get_object_or_404(mine, pk=pk if pk.isdecimal() else 0))
    messages.success(request, _("Taken back."))
    return redirect("contact:proposals")


def _forms(request: Asked) -> BaseFormSet[ProposalForm]:
    open_ones = Connection.objects.visible_to(request.user).open().select_related("first", "second")
    others = [connection.other(request.user) for connection in open_ones]
    asked = overview.unknown_to(request.user)
    initial = [{"address": one.key, "name": next(iter(one.names), "")} for one in asked]
    return ProposalForms(
        filled(request), initial=initial, form_kwargs={"others": others}, prefix="who"
    )


def _page(request: Asked, forms: BaseFormSet[ProposalForm], refused: str = "") -> HttpResponse:
    mine = Proposal.objects.visible_to(request.user).select_related("person")
    page = {"forms": forms, "refused": refused, "earlier": mine[:EARLIER]}
    wrong = bool(refused) or (forms.is_bound and not forms.is_valid())
    return render(request, "contact/proposals.html", page, status=422 if wrong else 200)
