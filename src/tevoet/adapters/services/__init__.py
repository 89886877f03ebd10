"""Microsoft 365 and Gmail: who, when and how, from permissions that give no text at all.

What each permission gives, and what this takes of it, stands in docs/science/services.md; why it
may be read in the background, in docs/build/decisions/0033-headers-in-the-background.md.
"""
