"""The tables that figures are defined over, the same on every engine that runs them.

`moments`: one row per moment; `at` in seconds since 1970, UTC; `sender` a person's number
(the owner is 0, unknown is -1); `conversation` 0 when there is none; `size` the number of
distinct people, the owner included. `participants`: who was in a moment, once each, and as what.
`days`: the working calendar per person, the owner's under 0 (see `days.Day`); `weeks`: see
`days.Week`.
"""

from typing import Any

from tevoet.engines.mirror.lazily import ibis

OWNER = 0
UNKNOWN = -1


SCHEMAS: dict[str, dict[str, str]] = {
    "moments": {
        "id": "int64",
        "at": "int64",
        "channel": "string",
        "sender": "int64",
        "minutes": "float64",
        "confirmed": "boolean",
        "conversation": "int64",
        "source": "string",
        "size": "int64",
    },
    "participants": {"moment": "int64", "person": "int64", "role": "string"},
    "days": {
        "person": "int64",
        "day": "int64",
        "starts": "int64",
        "ends": "int64",
        "opens": "int64",
        "closes": "int64",
        "working": "int64",
        "before": "int64",
    },
    "weeks": {"week": "int64", "monday": "int64", "starts": "int64", "ends": "int64"},
}

Expression = Any  # an Ibis table or column; Ibis types its expressions by attribute, at run time
Tables = dict[str, Expression]


def unbound() -> Tables:
    """Make Ibis tables without anything behind them, by name."""
    return {name: ibis.table(columns, name=name) for name, columns in SCHEMAS.items()}
