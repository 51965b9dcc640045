"""The announcer: a process of its own that reads the feed and speaks each call once, in order, in Indonesian."""
