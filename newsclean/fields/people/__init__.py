"""Persons: names, what stands around them, bylines, and who of them are the authors."""
