"""Outlook's own files: stores (.pst, .ost), messages (.msg) and TNEF. Properties, never text."""
