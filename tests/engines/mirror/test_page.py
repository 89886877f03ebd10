"""The page of definitions says what the code says."""

from pathlib import Path

from tevoet.engines.mirror.figures import FIGURES
from tevoet.engines.mirror.page import page

PAGE = Path(__file__).parents[3] / "docs" / "science" / "figures.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text() == page(), (
        "run: python -m tevoet.engines.mirror.page > docs/science/figures.md"
    )


def test_every_figure_has_a_sentence_a_unit_a_source_and_edges() -> None:
    for name, figure in FIGURES.items():
        assert figure.slug == f"{name}@{figure.version}"
        assert figure.sentence.endswith(".")
        assert all([figure.unit, figure.source, figure.edges])
