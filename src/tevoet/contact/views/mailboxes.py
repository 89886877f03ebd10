"""A mailbox on a server: name it, read it with a key on loan, give another password."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from tevoet.contact import lent, outcomes
from tevoet.contact.access import Access
from tevoet.contact.actions import mailboxes as acts
from tevoet.contact.forms import MailboxForm, PasswordForm
from tevoet.contact.models import Source
from tevoet.people.access import Asked, signed_in
from tevoet.people.pages import told
from tevoet.refusal import Refusal
from tevoet.vault.loans import borrowed, while_lent
from tevoet.vault.models import Keyring


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mailbox(request: Asked) -> HttpResponse:
    """Ask where a mailbox is, and keep it with its password sealed."""
    form, refused = MailboxForm(request.POST or None, initial=_initial(request)), ""
    try:
        if request.method == "POST" and form.is_valid():
            addresses, access = form.cleaned_data.pop("addresses"), Access(**form.cleaned_data)
            source = acts.add(request.user, access=access, addresses=addresses)
            return redirect("contact:source", source.pk)
    except Refusal as refusal:
        refused = told(refusal)
    has_keys = Keyring.objects.visible_to(request.user).of(request.user) is not None
    page = {"section": "people:me", "form": form, "refused": refused, "has_keys": has_keys}
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
        acts.begin(found, lent=acts.Lent(borrowed(request), while_lent(request)))
    except Refusal as refusal:
        return _refused(request, pk, refusal)
    return redirect("contact:source", pk)


@signed_in
@require_POST
def password(request: Asked, pk: int) -> HttpResponse:
    """Seal another password in place of the one there is."""
    found, form = _mailbox_or_404(request, pk), PasswordForm(request.POST)
    try:
        typed = form.cleaned_data["password"] if form.is_valid() else ""
        acts.change_password(found, key=borrowed(request), password=typed)
    except Refusal as refusal:
        return _refused(request, pk, refusal)
    messages.success(request, _("The new password is sealed for you. Read the mailbox again."))
    return HttpResponseClientRefresh() if request.htmx else redirect("contact:source", pk)


def _mailbox_or_404(request: Asked, pk: int) -> Source:
    owned = Source.objects.visible_to(request.user).filter(mailbox__isnull=False)
    return get_object_or_404(owned.select_related("mailbox", "owner__organisation"), pk=pk)


def _refused(request: Asked, pk: int, refusal: Refusal) -> HttpResponse:
    mirror = lent.opened(request)
    row = outcomes.row(_mailbox_or_404(request, pk), mirror.archive)
    page = {"row": row, "refused": told(refusal), "mirror": mirror}
    return render(request, "contact/source.html", page, status=422)
