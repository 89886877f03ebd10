"""A link to choose a new password, by mail. Sent by the worker: nobody can time whom it went to."""

from typing import Final

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from tevoet.people.links import ResetTokens
from tevoet.people.models import Person

LINKS_AN_HOUR: Final = 3
HOUR: Final = 3600
TEMPLATE: Final = "account/email/password_reset_key"


def ask_for_link(address: str, *, language: str) -> None:
    """Ask the worker for a mail; what is kept of it names nobody who has no account."""
    found = Person.objects.accounts().filter(email=address).first()
    send_link.enqueue(found.pk if found else 0, language)


@task(priority=50)  # before mailboxes: somebody waits for it
def send_link(pk: int, language: str) -> None:
    """Send somebody a link to choose a new password, three times an hour at most."""
    person = Person.objects.accounts().filter(pk=pk).first()
    if person is not None and may_have_another(person):
        link = settings.ADDRESS + path_for(person)
        with translation.override(person.language or language):
            words = {
                part: render_to_string(f"{TEMPLATE}_{part}.txt", {"password_reset_url": link})
                for part in ("subject", "message")
            }
        send_mail(words["subject"].strip(), words["message"].strip(), None, [person.email or ""])


def path_for(person: Person) -> str:
    """Return the path of a link that works once, for somebody."""
    parts = {"uidb36": user_pk_to_url_str(person), "key": ResetTokens().make_token(person)}
    return reverse("account_reset_password_from_key", kwargs=parts)


def may_have_another(person: Person) -> bool:
    """Count links: nobody's mailbox is filled from here."""
    names = (f"link-{number}-for-{person.pk}" for number in range(LINKS_AN_HOUR))
    return any(cache.add(name, "sent", timeout=HOUR) for name in names)
