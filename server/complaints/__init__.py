"""Complaints: received, sealed, handled, followed and shown. Knows no HTTP."""
