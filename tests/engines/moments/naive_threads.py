"""RFC 5256's REFERENCES without subjects, written as plainly as the text itself reads."""

from collections.abc import Sequence
from itertools import pairwise

from tevoet.engines.moments.records import Mail


class Node:
    """A message, or the place of one that is only referred to."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.mail: Mail | None = None
        self.parent: Node | None = None

    def line(self) -> "list[Node]":
        """Return the node and everything above it."""
        return [self, *self.parent.line()] if self.parent else [self]


def link(child: Node, parent: Node) -> None:
    if child not in parent.line():
        child.parent = parent


def naive_nodes(mails: Sequence[Mail]) -> list[Node]:
    """Return the node of every mail, tied to its parents."""
    nodes: dict[int, Node] = {}
    own: list[Node] = []
    for mail in sorted(mails, key=lambda one: (one.at, one.key)):
        node = nodes.setdefault(mail.identity, Node(mail.identity))
        node = Node(mail.key) if node.mail else node
        node.mail = mail
        own.append(node)
        chain = [nodes.setdefault(number, Node(number)) for number in mail.parents]
        for above, below in pairwise(chain):
            if below.parent is None:
                link(below, above)
        node.parent = None
        if chain:
            link(node, chain[-1])
    return own


def naive_roots(mails: Sequence[Mail]) -> dict[int, int]:
    """Return the number of the conversation for the key of every mail."""
    nodes = naive_nodes(mails)
    return {node.mail.key: node.line()[-1].number for node in nodes if node.mail}


def naive_times(mails: Sequence[Mail], limit: int) -> tuple[dict[int, int], int]:
    """Return the moved time for the key of every mail, and how many lie before their parent."""
    times: dict[int, int] = {}
    early = 0
    for node in naive_nodes(mails):
        assert node.mail is not None
        times[node.mail.key] = moved(node, limit)
        above = [one for one in node.line()[1:] if one.mail]
        early += bool(above) and node.mail.at < moved(above[0], limit)
    return times, early


def moved(node: Node, limit: int) -> int:
    """Return the time of a mail, moved up along everything above it."""
    at = -1
    for one in reversed(node.line()):
        if one.mail is not None:
            own = one.mail.at
            at = at if own < at <= own + limit else own
    return at
