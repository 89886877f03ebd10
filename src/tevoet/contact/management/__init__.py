"""Commands that the program gives itself."""
