"""What an owner can do about contact: each act is all or nothing and returns what it made."""
