"""The contact mirror of one owner: sources, archive, summary, "we spoke" and limits."""
