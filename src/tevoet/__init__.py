"""Tevoet: off the screen and into a real conversation."""
