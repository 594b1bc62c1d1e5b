"""Dates: the tokens of a line, calendars, times told from now."""
