"""What a person can do about keys and sealed words: each act is all or nothing."""
