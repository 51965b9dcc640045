"""Pages and sockets of the complaint board: sending, following, the desk, the board."""
