"""Tags of pages with words."""
