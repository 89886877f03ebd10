"""The tables that figures are defined over, the same on every engine that runs them.

`moments`: one row per moment; `at` in seconds since 1970, UTC; `sender` a person's number
(the owner is 0, unknown is -1); `conversation` 0 when there is none; `size` the number of
distinct people, the owner included; `owner_role` what the owner was in it, null when not there.
`participants`: who was in a moment, once each, and as what. `days`: the working calendar per
person, the owner's under 0 (see `days.Day`), once for each day of UTC it touches (`utc_day`, days
since 1970), so that a moment finds its local day by an equal key. `quarters`: for each quarter of
an hour since 1970 of the last 26 local weeks the place of its week, 0 the oldest (clocks change
on quarters). `changed`: meetings of the owner and one other person that were `moved` or
`cancelled`, with the time they were planned at. `reserved`: the owner's blocks that are kept for
people, from when until when.
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
        "owner_role": "string",
    },
    "participants": {"moment": "int64", "person": "int64", "role": "string"},
    "days": {
        "person": "int64",
        "utc_day": "int64",
        "day": "int64",
        "starts": "int64",
        "ends": "int64",
        "opens": "int64",
        "closes": "int64",
        "working": "int64",
        "before": "int64",
    },
    "changed": {"moment": "int64", "person": "int64", "at": "int64", "kind": "string"},
    "reserved": {"starts": "int64", "ends": "int64"},
    "quarters": {"quarter": "int64", "week": "int64"},
}

Expression = Any  # an Ibis table or column; Ibis types its expressions by attribute, at run time
Tables = dict[str, Expression]


def unbound() -> Tables:
    """Make Ibis tables without anything behind them, by name."""
    return {name: ibis.table(columns, name=name) for name, columns in SCHEMAS.items()}
