"""A form ties label, help and errors to its field."""

from html.parser import HTMLParser

from django import forms
from django.utils import translation


class Example(forms.Form):
    """One field of each kind."""

    name = forms.CharField(help_text="As people say it.")
    agreed = forms.BooleanField(label="Agreed")
    way = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


class Tags(HTMLParser):
    """Collect tags with their attributes."""

    def __init__(self, text: str) -> None:
        """Read a text."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep one tag."""
        self.found.append((tag, dict(attrs)))

    def with_(self, tag: str, **wanted: str) -> dict[str, str | None]:
        """Return the attributes of the first tag that has these."""
        return next(a for t, a in self.found if t == tag and wanted.items() <= a.items())


def test_help_and_errors_are_tied_to_the_field() -> None:
    with translation.override("en-gb"):
        tags = Tags(str(Example({})))
    field = tags.with_("input", name="name")
    assert field["aria-invalid"] == "true"
    described = str(field["aria-describedby"]).split()
    ids = {attributes.get("id") for _, attributes in tags.found}
    assert described == ["id_name_helptext", "id_name_error"]
    assert set(described) <= ids


def test_the_summary_leads_to_every_field_that_is_wrong() -> None:
    tags = Tags(str(Example({})))
    targets = [a["href"] for t, a in tags.found if t == "a"]
    ids = {attributes.get("id") for _, attributes in tags.found}
    assert targets == ["#id_name", "#id_agreed", "#id_way"]
    assert {str(target)[1:] for target in targets} <= ids
    assert tags.with_("div", role="alert")


def test_a_form_that_is_right_shows_no_summary() -> None:
    drawn = str(Example({"name": "Anna", "agreed": "on", "way": "a"}))
    assert "error-summary" not in drawn
    assert "aria-invalid" not in drawn


def test_every_field_has_a_label() -> None:
    tags = Tags(str(Example()))
    labelled = {a["for"] for t, a in tags.found if t == "label"}
    fields = {a["id"] for t, a in tags.found if t == "input"}
    assert fields <= labelled
