"""Call logs as files (CSV)."""
