"""What people fill in. A form reads and checks; an act does."""
