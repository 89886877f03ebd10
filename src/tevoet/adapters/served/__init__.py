"""What an installation serves, seen from outside: its files, its pages, and what they may load."""
