"""What a page loads: the style sheets in their order, and the settings of htmx."""

from pathlib import Path

STYLES = tuple(
    f"ui/{name}.css"
    for name in (
        "tokens", "page", "frame", "buttons", "parts", "taps", "forms", "drawings", "settings",
        "facts",
    )
)  # fmt: skip

HTMX = {
    "includeIndicatorStyles": False,
    "allowEval": False,
    "historyCacheSize": 0,  # a page with opened words is not kept in the browser's storage
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "422", "swap": True},
        {"code": "[45]..", "swap": False, "error": True},
    ],
}


def sheet() -> str:
    """Return all style sheets as one text, for a page that stands alone."""
    folder = Path(__file__).parent / "static"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in STYLES)
