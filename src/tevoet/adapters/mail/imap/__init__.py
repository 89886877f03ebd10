"""A mailbox on a server, by IMAP: who, when and how, from the headers of each message alone.

Nothing is ever changed there: folders are opened with EXAMINE and headers asked with PEEK. Why this
speaks IMAP itself stands in docs/build/decisions/0024-imap-on-our-own-wire.md.
"""
