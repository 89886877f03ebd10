"""One moment of contact: its schema, its people, its conversation, and the accounting of reading."""
