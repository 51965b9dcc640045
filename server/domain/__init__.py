"""The rules, pure: no await, no clock, no randomness, no I/O. Standard library only."""
