"""Template tags that draw."""
