"""What runs beside one database only must know none."""

import re
from pathlib import Path

import pytest

from tests.everything import WITHOUT_DATABASE, left_out

ROOT = Path(__file__).parents[2]
ASKS = re.compile(r"django_db|transactional_db|live_server|\bdb: None|from tevoet\.\w+\.models")


def asks_for_database(text: str) -> bool:
    """Say whether a test file asks for a database."""
    return bool(ASKS.search(text))


@pytest.mark.parametrize("folder", WITHOUT_DATABASE)
def test_tests_that_run_once_know_no_database(folder: str) -> None:
    """Or something would never be tried on PostgreSQL."""
    found = sorted((ROOT / folder).rglob("*.py"))
    assert found
    assert [one.name for one in found if asks_for_database(one.read_text())] == []


def test_a_planted_test_with_a_database_is_seen() -> None:
    """The rule can fail."""
    assert asks_for_database("@pytest.mark.django_db\ndef test_one() -> None: ...")
    assert asks_for_database("from tevoet.people.models import Person")
    assert not asks_for_database("from tevoet.engines.moments.people import People")


def test_whoever_chooses_tests_gets_them_on_both_databases() -> None:
    """Only the whole suite leaves anything out, and only the second time."""
    assert left_out("SQLite", []) == []
    assert left_out("PostgreSQL", []) == ["--ignore=tests/engines", "--ignore=tests/adapters"]
    assert left_out("PostgreSQL", ["tests/engines"]) == ["tests/engines"]
