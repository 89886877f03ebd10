"""The pages of sealed words: each fetches what is visible, reads a form, does one act, answers."""
