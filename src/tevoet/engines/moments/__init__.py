"""One moment of contact: schema, people, conversation, and the accounting of reading."""
