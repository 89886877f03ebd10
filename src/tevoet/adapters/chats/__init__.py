"""Chats that were exported: who wrote and when, and nothing of what was written."""
