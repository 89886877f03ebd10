"""The pages of contact: each fetches what is visible, reads a form, does one act and answers."""
