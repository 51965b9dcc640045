"""What sounds in the rooms of an office: which announcer may speak where, and which TV plays what it is handed."""
