"""Where figures run: DuckDB, in memory or in a temporary file."""
