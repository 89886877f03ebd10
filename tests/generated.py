"""Write the pages in docs/use/ that are made from the program's own texts.

Run apart from `tests.words`, so that the pages speak the words that were compiled just now.
"""

import os
from importlib import import_module
from pathlib import Path

USE = Path(__file__).parents[1] / "docs" / "use"
PAGES = ("tests.messages", "tests.readable", "tests.threats")


def main() -> None:
    """Write every page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tevoet.web.settings")
    import django  # noqa: PLC0415 - the texts are Django's

    django.setup()
    for name in PAGES:
        for path, text in import_module(name).pages().items():
            (USE / path).write_text(text)


if __name__ == "__main__":
    main()
