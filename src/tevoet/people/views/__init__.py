"""The pages of people: a view reads, does one act and answers."""
