"""Calendars as files (iCalendar): meetings with people, times and places, never notes."""
