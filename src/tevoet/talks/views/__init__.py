"""The pages and acts of talks."""
