"""What a page with sealed words loads: the sentences for its script, and whether there are keys."""

from django import template
from django.template.context import Context
from django.utils.html import json_script
from django.utils.safestring import SafeString

from tevoet.people.models import Person
from tevoet.vault.models import Keyring
from tevoet.vault.sentences import sentences

register = template.Library()


@register.simple_tag
def sealed_sentences() -> SafeString:
    """Write the sentences for scripts into the page."""
    return json_script(sentences(), "sealed-words")


@register.simple_tag(takes_context=True)
def has_keys(context: Context) -> bool:
    """Say whether whoever asks has keys that can open something."""
    asker = context.get("user")
    return not isinstance(asker, Person) or Keyring.objects.of(asker) is not None
