"""The mail that takes a link along, prepared for the keeper's own mail program."""

from urllib.parse import quote

from django.utils.translation import gettext as _

from tevoet.people.models import Person

PARAGRAPH = "\r\n\r\n"


def to_join(link: str, *, whom: Person, by: Person) -> str:
    """Return the address of a mail that asks somebody to join."""
    first = whom.addresses.first()
    words = _(
        "I would be glad if you joined us: in Tevoet we make sure that we really speak with each"
        " other, instead of only mailing. With this link you make your own account; it works once,"
        " for two weeks."
    )
    hello = _("Hello %(name)s,") % {"name": whom.name}
    return mail(first.address if first else "", hello, words, link, by.name)


def to_coach(link: str, *, by: Person) -> str:
    """Return the address of a mail that asks somebody to coach, whose address is not known."""
    words = _(
        "I would be glad if you walked along with our team as its coach: somebody who listens to"
        " both sides. Open this link and sign in with your own account; it works once, for two"
        " weeks."
    )
    return mail("", words, link, by.name)


def mail(address: str, *paragraphs: str) -> str:
    """Return the address that opens a mail with these paragraphs."""
    subject = quote(_("Your invitation to Tevoet"), safe="")
    body = quote(PARAGRAPH.join(paragraphs), safe="")
    return f"mailto:{quote(address, safe='@')}?subject={subject}&body={body}"
