"""One concrete act at a time, the weekly letter, and the mail that somebody waits for.

Everything here draws on what the server may read; nobody's words are in it. Mail waits in a queue
that survives a dead mail server and a program that is killed at any step.
"""
