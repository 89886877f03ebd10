"""Ask somebody to make keys: one mail from one's own program, written beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from tevoet.people.models import Person


def mail_to(other: Person) -> str:
    """Return a link that begins a mail, or nothing for who has no account or no address."""
    address = other.addresses.first() if other.has_account else None
    if address is None:
        return ""
    subject = _("Something of the two of us in Tevoet")
    body = _("Will you make your keys? It takes a minute: {link}").format(
        link=settings.ADDRESS + reverse("vault:keys")
    )
    return f"mailto:{quote(address.address, safe='@')}?subject={quote(subject)}&body={quote(body)}"
