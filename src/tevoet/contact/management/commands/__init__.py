"""Commands that the program gives itself, by `python -m django`."""
