"""What is loaded before the first visitor comes."""

import gc
from collections.abc import Iterator

import pytest
from django.template.loader import get_template
from django.urls import reverse

from tevoet.web.warm import warm_up


@pytest.fixture
def as_before() -> Iterator[None]:
    """Let Python look through everything again afterwards."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("as_before")
def test_what_pages_need_is_loaded_and_set_apart() -> None:
    warm_up()
    assert gc.get_freeze_count() > 0
    gc.collect()
    before = len(gc.get_objects())
    assert get_template("home/people.html")
    assert reverse("home:people") == "/people/"
    assert len(gc.get_objects()) - before < 100  # a template read anew is thousands
