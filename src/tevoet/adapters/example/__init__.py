"""An example organisation: its people, and mail, calendar and calls written as real files."""
