"""Calendars as files (iCalendar): meetings with their people, times and places, never their notes."""
