"""`silakan check`: is this machine fit for the office, and is the office's data whole? Within ten seconds."""
