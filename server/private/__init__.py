"""Secrets: devices, PINs and sessions. Only hashes of them are kept."""
