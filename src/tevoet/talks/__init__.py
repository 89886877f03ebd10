"""Talks: a wish to be heard, preparing, meeting, looking back apart, and what was promised."""
