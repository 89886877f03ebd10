"""What every page needs, loaded before the first visitor comes."""

import gc

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation


def warm_up() -> None:
    """Load addresses, words and templates, and keep them out of every search for rubbish.

    Python looks through whatever is alive again and again; what was loaded here stays anyway, and
    would make some visitors wait a tenth of a second.
    """
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            reverse("home:today")
            translation.gettext("Today")
    for template in settings.PACKAGE.glob("*/templates/**/*.html"):
        folder = next(parent for parent in template.parents if parent.name == "templates")
        get_template(str(template.relative_to(folder)))
    gc.collect()
    gc.freeze()
