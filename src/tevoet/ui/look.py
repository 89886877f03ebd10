"""What a page loads: the style sheets in their order, and the settings of htmx."""

STYLES = tuple(
    f"ui/{name}.css"
    for name in (
        "tokens", "page", "frame", "buttons", "parts", "taps", "forms", "drawings", "settings",
    )
)  # fmt: skip

HTMX = {
    "includeIndicatorStyles": False,
    "allowEval": False,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "422", "swap": True},
        {"code": "[45]..", "swap": False, "error": True},
    ],
}
