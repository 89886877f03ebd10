"""Write the pages in docs/use/ that are made from the program's own texts.

Run apart from `tests.words`, so that the pages speak the words that were compiled just now.
"""

import os
from importlib import import_module

PAGES = ("tests.messages", "tests.readable")


def main() -> None:
    """Write every page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tevoet.web.settings")
    import django  # noqa: PLC0415 - the texts are Django's

    django.setup()
    for name in PAGES:
        made = import_module(name)
        made.PAGE.write_text(made.page())


if __name__ == "__main__":
    main()
