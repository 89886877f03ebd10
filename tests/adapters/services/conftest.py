"""What the tests with a stand-in share."""

from collections.abc import Iterator

import pytest

from tests.adapters.services.standin.server import StandIn, stand_in


@pytest.fixture
def standin() -> Iterator[StandIn]:
    """A stand-in for both services, with nothing in it."""
    with stand_in() as made:
        yield made
