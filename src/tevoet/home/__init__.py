"""The pages that put things together: Today, People, a connection."""
