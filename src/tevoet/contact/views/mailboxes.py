"""A mailbox on a server: name it, read it with a key on loan, give another password."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tevoet.contact import lent, outcomes
from tevoet.contact.actions import mailboxes as acts
from tevoet.contact.actions.reading import keyring_of
from tevoet.contact.mailboxforms import MailboxForm, PasswordForm
from tevoet.contact.models import Source
from tevoet.people.access import Asked, signed_in
from tevoet.people.pages import told
from tevoet.refusal import Refusal
from tevoet.vault.loans import borrowed, loan_in_use
from tevoet.vault.models import Keyring


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mailbox(request: Asked) -> HttpResponse:
    """Ask where a mailbox is, and keep it with its password sealed."""
    form, refused = MailboxForm(request.POST or None, initial=_initial(request)), ""
    keyring = Keyring.objects.visible_to(request.user).of(request.user)
    try:
        if request.method == "POST" and form.is_valid():
            own = form.cleaned_data["addresses"]
            sealed = form.sealed_for(keyring_of(request.user))
            kept = acts.add(request.user, access=form.access, password=sealed, addresses=own)
            return redirect("contact:source", kept.pk)
    except Refusal as refusal:
        refused = told(refusal)
    page = {"section": "people:me", "form": form, "refused": refused, "keyring": keyring}
    wrong = request.method == "POST"
    return render(request, "contact/mailbox.html", page, status=422 if wrong else 200)


def _initial(request: Asked) -> dict[str, object]:
    own = [one.address for one in request.user.addresses.all()]
    return {"addresses": "\n".join(own), "user": own[0] if own else ""}


@signed_in
@require_POST
def reading(request: Asked, pk: int) -> HttpResponse:
    """Read what came in since the last time, as long as the key is lent."""
    found = _mailbox_or_404(request, pk)
    try:
        acts.begin(found, lent=acts.Lent(borrowed(request), loan_in_use(request)))
    except Refusal as refusal:
        return _page(request, pk, told(refusal))
    return redirect("contact:source", pk)


@signed_in
@require_POST
def password(request: Asked, pk: int) -> HttpResponse:
    """Keep another sealed password in place of the one there is."""
    found, form = _mailbox_or_404(request, pk), PasswordForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, _("Type the password of this mailbox."))
    acts.change_password(found, password=form.sealed_for(keyring_of(request.user)))
    messages.success(request, _("The new password is sealed for you. Read the mailbox again."))
    return redirect("contact:source", pk)


def _mailbox_or_404(request: Asked, pk: int) -> Source:
    owned = Source.objects.visible_to(request.user).filter(mailbox__isnull=False)
    return get_object_or_404(owned.select_related("mailbox", "owner__organisation"), pk=pk)


def _page(request: Asked, pk: int, refused: str) -> HttpResponse:
    mirror = lent.opened(request)
    row = outcomes.row(_mailbox_or_404(request, pk), mirror.archive)
    page = {"row": row, "refused": refused, "mirror": mirror}
    return render(request, "contact/source.html", page, status=422)
