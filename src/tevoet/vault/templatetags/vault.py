"""The lock that stands on each page with words."""

from django import template
from django.template.context import RequestContext

from tevoet.vault import held
from tevoet.vault.models import Keyring

register = template.Library()


@register.inclusion_tag("vault/_lock.html", takes_context=True)
def sealed_lock(context: RequestContext) -> dict[str, object]:
    """Draw the lock of whoever asks; a script opens and closes it."""
    request = context["request"]
    return {
        "person": request.user,
        "held": held.asked_for(request) is not None,
        "keyring": Keyring.objects.of(request.user),
        "is_keys_page": request.resolver_match.view_name == "vault:keys",
        "csrf_token": context["csrf_token"],
    }
