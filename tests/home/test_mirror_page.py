"""The mirror as one page needs nothing from elsewhere."""

import re

from django.utils import translation

from tests.home.conftest import summary_of
from tevoet.engines.mirror.summary import Summary
from tevoet.home.mirror_page import render
from tevoet.people.models import Person


def page(summary: Summary) -> str:
    """Return the page in English."""
    with translation.override("en-gb"):
        return render(summary, read={"read": 1000, "kept": 900}, zone="Europe/Amsterdam")


def test_the_page_stands_alone() -> None:
    drawn = page(summary_of([Person(pk=1, name="Bram")]))
    assert not re.search(r"<link|<script|<img|src=|https?://(?!www\.w3\.org)", drawn)
    assert "--paper: #fbf8f3" in drawn


def test_the_page_says_who_and_why() -> None:
    drawn = page(summary_of([Person(pk=1, name="Bram"), Person(pk=2, name="Carla")]))
    assert "mailed back and forth 6 times" in drawn
    assert "82 % of your contact was by mail." in drawn
    assert drawn.count('class="person"') == 2
    assert "read: 1000" in drawn


def test_a_name_cannot_break_the_page() -> None:
    drawn = page(summary_of([Person(pk=1, name="<script>alert(1)</script>")]))
    assert "<script>" not in drawn


def test_ids_are_unique() -> None:
    drawn = page(summary_of([Person(pk=pk, name="Bram") for pk in range(1, 5)]))
    ids = re.findall(r' id="([^"]*)"', drawn)
    assert len(ids) == len(set(ids))
