"""Calendars on a server: by CalDAV (RFC 4791), or one published at an address of its own.

Nothing is ever changed there. Why this speaks for itself over `http.client` stands in
docs/build/decisions/0032-calendars-from-servers.md.
"""
