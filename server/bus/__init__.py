"""The bell: it tells readers that the log has grown. It carries no cargo; what happened is read from the log."""
