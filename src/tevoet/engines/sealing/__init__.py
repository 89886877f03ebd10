"""The sealed record: its canonical form, its signature, and what is checked when it opens."""
