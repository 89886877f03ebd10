"""The pages in docs/use/ that are made from the program's texts are as the program is."""

from importlib import import_module

import pytest

from tests.generated import PAGES, USE


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_the_program_is(name: str) -> None:
    for path, text in import_module(name).pages().items():
        assert (USE / path).read_text() == text, "type: make words"
