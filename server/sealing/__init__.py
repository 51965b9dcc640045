"""Sealing: keys, receipts, vault and signatures. What a complaint says is read only with one of its keys."""
