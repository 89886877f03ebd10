"""What can be done with people: each act is all or nothing and returns what it made."""
