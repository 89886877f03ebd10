"""Mail as files: mbox, Maildir and single messages. Headers only, never text."""
