"""Measurements of the whole system beside its rivals: `python -m bench`."""
