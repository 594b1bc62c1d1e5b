"""Readers' comments: what each line of their area is, and single comments."""
