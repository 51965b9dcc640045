"""Voices that the office recorded itself: what there is to record, the packs in the making, and the finished ones."""
