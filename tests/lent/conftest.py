"""Here is a server, where nothing is held: the key of a mirror has to be lent."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contact.letters import BRAM, EVI, mailbox, ping_pong
from tests.keys import give_keys
from tevoet.people.models import Connection, Person
from tevoet.vault.mirrorkey import MirrorKey

Inbox = Callable[..., Path]


@pytest.fixture
def key(anna: Person) -> MirrorKey:
    """The key of Anna's mirror, as only her browser has it."""
    return give_keys(anna)


@pytest.fixture
def inbox(connection: Connection, tmp_path: Path) -> Path:
    """Anna's mail with Bram, whom she works with, and with Evi, whom nobody knows here yet."""
    text = ping_pong(BRAM, 6) + ping_pong(EVI, 2, first=50)
    return mailbox(tmp_path / "ziekmelding-bram.mbox", text)
