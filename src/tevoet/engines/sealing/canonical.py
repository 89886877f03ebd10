"""Canonical JSON: one value, one row of bytes.

Source: RFC 8785 (JSON Canonicalization Scheme). Numbers are whole and safe in JavaScript; keys
and texts are Unicode without lone surrogates.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import rfc8785

from tevoet.engines.sealing.refusals import NotCanonical

Value: TypeAlias = "str | int | Sequence[Value] | Mapping[str, Value] | None"


def canonical(value: Value) -> bytes:
    """Return the one row of bytes that stands for a value. Raises NotCanonical for what has none.

    >>> canonical({"v": 1, "text": "één €"}).decode()
    '{"text":"één €","v":1}'
    """
    try:
        _refuse_fractions(value)
        return rfc8785.dumps(value)
    except (ValueError, RecursionError) as error:  # its own, and a lone surrogate in a key
        raise NotCanonical from error


def _refuse_fractions(value: object) -> None:
    """Raise NotCanonical for a number that is not whole: none has a place in what is sealed."""
    if isinstance(value, float):
        raise NotCanonical
    if isinstance(value, list | tuple):
        for one in value:
            _refuse_fractions(one)
    elif isinstance(value, dict):
        for one in value.values():
            _refuse_fractions(one)


def read_canonical(line: bytes) -> Value:
    """Return the value of canonical JSON; raises NotCanonical unless it comes out as it went in.

    That one test refuses double keys, spaces, other escapes, fractions, NaN and bad UTF-8 alike.

    >>> read_canonical(b'{"v":1}')
    {'v': 1}
    """
    value = read_json(line)
    if canonical(value) != line:
        raise NotCanonical
    return value


def read_json(line: bytes) -> Value:
    """Return the value of any JSON; raises NotCanonical for what is none."""
    try:
        value: Value = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotCanonical from error
    return value


def read_strings(line: bytes, keys: frozenset[str]) -> dict[str, str]:
    """Return canonical JSON of version 1 that has exactly these keys beside `v`, all strings."""
    value = read_canonical(line)
    if not isinstance(value, dict) or value.pop("v", None) != 1 or value.keys() != keys:
        raise NotCanonical
    if not all(isinstance(one, str) for one in value.values()):
        raise NotCanonical
    return value
