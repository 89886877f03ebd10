"""The `tevoet` command: the mirror on one's own machine, and what a keeper needs."""
