"""Tags and filters of the look: icons, the bar, strips, days in words."""

import json
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from tevoet.ui import days, dots
from tevoet.ui.look import HTMX, STYLES
from tevoet.ui.strips import svg

register = template.Library()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the bar."""

    url: str
    label: str
    icon: str
    is_here: bool


@register.simple_tag
@lru_cache
def icon(name: str) -> SafeString:
    """Draw an icon, read once. It stands beside words and is hidden from who listens."""
    return mark_safe(render_to_string(f"ui/icons/{name}.svg"))  # noqa: S308 - our own drawing


@register.simple_tag
def styles() -> SafeString:
    """Link the style sheets, in their order."""
    links = ((static(name),) for name in STYLES)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', links)


@register.simple_tag
def visitor_scripts() -> SafeString:
    """Load what a browser does when nobody is signed in on it (any more)."""
    scripts = ((static(name),) for name in settings.VISITOR_SCRIPTS)
    return format_html_join("\n", '<script type="module" src="{}"></script>', scripts)


@register.simple_tag
def htmx_config() -> str:
    """Give htmx settings that a strict content policy allows."""
    return json.dumps(HTMX, separators=(",", ":"))


@register.inclusion_tag("ui/_navigation.html", takes_context=True)
def navigation(context: RequestContext) -> dict[str, list[Entry]]:
    """Fill the bar from `settings.NAVIGATION`: (url name, label, icon, who)."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if request is None or not getattr(user, "is_authenticated", False):
        return {"entries": []}
    here = context.get("section") or getattr(request.resolver_match, "view_name", "")
    entries = [
        Entry(url, str(label), sign, name == here)
        for name, label, sign, who in settings.NAVIGATION
        if (url := address(name)) and (not who or getattr(user, who, False))
    ]
    return {"entries": entries}


register.simple_tag(svg, name="strip")
register.simple_tag(dots.svg, name="dots")


@register.filter
def since(number: int | None) -> str:
    """Say how many days ago something was, in words."""
    return days.ago(number)


@register.filter
def is_tick(field: BoundField) -> bool:
    """Say whether a field is one box to tick."""
    return isinstance(field.field.widget, CheckboxInput)


def address(name: str) -> str:
    """Return the address of a page, or nothing when that page is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
