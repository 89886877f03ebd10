"""The SQL of the store, and of the canonical tables made from it for a reading.

`entries` holds a moment once per source, `seats` who was in it; `chosen` is each moment once:
the confirmed before the unconfirmed, the longer before the shorter. Numbers as in
`engines.mirror.schema`: the owner is 0, unknown is -1. Words of a fixed list are enumerations
in the canonical tables, which halves the time of the figures; their order is their rank.
"""

CREATE = (
    "CREATE TYPE role AS ENUM ('sender', 'to', 'cc', 'guest')",
    """CREATE TYPE channel AS ENUM ('in_person', 'phone', 'video', 'chat', 'mail', 'unknown')""",
    """CREATE TABLE entries (entry BIGINT, id BIGINT, "at" TIMESTAMP, channel VARCHAR,
        sender VARCHAR, minutes DOUBLE, confirmed BOOLEAN, conversation BIGINT, source VARCHAR)""",
    "CREATE TABLE seats (entry BIGINT, address VARCHAR, name VARCHAR, role VARCHAR)",
    """CREATE TABLE changes (id BIGINT, "at" TIMESTAMP, kind VARCHAR, address VARCHAR,
        source VARCHAR)""",
    """CREATE VIEW chosen AS SELECT * FROM entries QUALIFY row_number() OVER (
        PARTITION BY id
        ORDER BY confirmed DESC, minutes DESC NULLS LAST, "at", channel, sender, source, entry
    ) = 1""",
)
INSERT = {
    "entries": """INSERT INTO entries SELECT entry, id, make_timestamp("at" * 1000000), channel,
        sender, CASE WHEN isnan(minutes) THEN NULL ELSE minutes END, confirmed, conversation, source
        FROM batch""",
    "seats": "INSERT INTO seats SELECT entry, address, name, role FROM batch",
    "changes": """INSERT INTO changes
        SELECT id, make_timestamp("at" * 1000000), kind, address, source FROM batch""",
}
MERGE = {
    "entries": """INSERT INTO entries SELECT entry + ?, id, "at", channel, sender, minutes,
        confirmed, conversation, source FROM read_parquet(?)""",
    "seats": "INSERT INTO seats SELECT entry + ?, address, name, role FROM read_parquet(?)",
    "changes": 'INSERT INTO changes SELECT id, "at", kind, address, source FROM read_parquet(?)',
}
NEXT_ENTRY = "SELECT coalesce(max(entry), -1) + 1 FROM entries"
SETTLE = (
    """CREATE OR REPLACE TEMP TABLE doubles AS SELECT entry FROM entries QUALIFY row_number() OVER (
        PARTITION BY id, source
        ORDER BY confirmed DESC, minutes DESC NULLS LAST, "at", channel, sender, entry) > 1""",
    "DELETE FROM entries WHERE entry IN (SELECT entry FROM doubles)",
    "DELETE FROM seats WHERE entry IN (SELECT entry FROM doubles)",
    "DROP TABLE doubles",
)
REMOVE = (
    "DELETE FROM seats WHERE entry IN (SELECT entry FROM entries WHERE source = ?)",
    "DELETE FROM entries WHERE source = ?",
    "DELETE FROM changes WHERE source = ?",
)
EXPORT = {
    "entries": 'SELECT * FROM entries ORDER BY "at", id, source',
    "seats": "SELECT * FROM seats ORDER BY entry, address, role, name",
    "changes": 'SELECT DISTINCT * FROM changes ORDER BY "at", id, kind, address, source',
}
COUNT = "SELECT count(DISTINCT id) FROM entries"
SOURCES = "SELECT source, count(*) FROM entries GROUP BY source ORDER BY source"
SEEN_IN = """SELECT DISTINCT address FROM seats
    WHERE entry IN (SELECT entry FROM entries WHERE source = ?)"""
ANSWERED_FOR = """WITH mails AS (SELECT entry, "at", conversation, sender FROM chosen
        WHERE channel = 'mail' AND sender <> '' AND conversation <> 0),
    asked AS (SELECT entry, "at", conversation, any_value(address) AS address
        FROM mails JOIN seats USING (entry) WHERE sender IN (SELECT unnest($1)) AND role <> 'sender'
        GROUP BY entry, "at", conversation HAVING count(*) = 1),
    next_one AS (SELECT asked.address, mails.sender FROM asked JOIN mails USING (conversation)
        WHERE mails."at" > asked."at"
        QUALIFY row_number() OVER (PARTITION BY asked.entry ORDER BY mails."at", mails.entry) = 1)
    SELECT DISTINCT sender, address FROM next_one
    WHERE sender <> address AND sender NOT IN (SELECT unnest($1)) AND NOT EXISTS (
        SELECT 1 FROM seats AS one JOIN seats AS other USING (entry)
        WHERE one.address = next_one.address AND other.address = next_one.sender)
    ORDER BY sender, address"""
"""Who wrote next in a conversation after a mail of the owner to one other address alone: perhaps
the same person. Two addresses that stand in one mail together are of two people."""
NAMES = """SELECT address, name, count(*) AS uses FROM seats
    WHERE entry IN (SELECT entry FROM chosen) GROUP BY address, name
    ORDER BY sum(uses) OVER (PARTITION BY address) DESC, address, uses DESC, name"""
FIRST = 'SELECT least(coalesce(min("at"), $1), $1) FROM moments'
SAY_HOW = """UPDATE moments SET channel = told.channel FROM (
        SELECT moment, said.channel::channel AS channel FROM participants
        JOIN numbers USING (person) JOIN said ON said.person = numbers.key
    ) AS told WHERE moments.id = told.moment AND size = 2 AND moments.channel = 'unknown'"""
NUMBERS = "SELECT key, person FROM numbers"

FILL = (
    "CREATE OR REPLACE TEMP TABLE picked AS SELECT * FROM chosen",
    """CREATE OR REPLACE TEMP TABLE keys AS
        SELECT address, me IS NOT NULL AS mine, coalesce(aliases.person, address) AS key
        FROM (SELECT DISTINCT address FROM seats UNION SELECT DISTINCT sender FROM entries)
        LEFT JOIN aliases USING (address) LEFT JOIN me ON address = me""",
    """CREATE OR REPLACE TEMP TABLE numbers AS
        SELECT key, row_number() OVER (ORDER BY key) AS person
        FROM (SELECT DISTINCT key FROM keys WHERE NOT mine AND key <> '')""",
    """CREATE OR REPLACE TEMP TABLE persons AS
        SELECT address, (CASE WHEN mine THEN 0 ELSE coalesce(person, -1) END)::INTEGER AS person
        FROM keys LEFT JOIN numbers USING (key)""",
    """CREATE OR REPLACE TEMP TABLE participants AS
        SELECT id AS moment, person, min(role::role) AS role
        FROM picked JOIN seats USING (entry) JOIN persons USING (address)
        WHERE person >= 0 GROUP BY id, person""",
    """INSERT INTO participants SELECT id, 0, 'guest' FROM picked WHERE channel <> 'mail'
        AND id NOT IN (SELECT moment FROM participants WHERE person = 0)""",
    """CREATE OR REPLACE TEMP TABLE moments AS
        SELECT id, epoch_us("at") // 1000000 AS "at", channel::channel AS channel,
            coalesce(person, -1) AS sender, minutes, confirmed, conversation, source,
            coalesce(size, 0)::INTEGER AS size, owner_role
        FROM picked LEFT JOIN persons ON sender = address
        LEFT JOIN (
            SELECT moment, count(*) AS size, min(role) FILTER (person = 0) AS owner_role
            FROM participants GROUP BY moment
        ) ON moment = id""",
    """CREATE OR REPLACE TEMP TABLE changed AS
        SELECT DISTINCT id AS moment, person, epoch_us("at") // 1000000 AS "at", kind
        FROM changes JOIN persons USING (address) WHERE person > 0""",
    "DROP TABLE picked",
    "DROP TABLE keys",
    "DROP TABLE persons",
)
