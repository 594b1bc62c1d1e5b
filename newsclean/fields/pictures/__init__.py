"""Captions, and whose picture it is."""
