"""Sealed words: keyrings, records that only named people can open, and keys on loan."""
