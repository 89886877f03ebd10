"""Layout, parts, tags, CSS and scripts. Knows no domain word."""
