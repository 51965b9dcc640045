"""What stands behind the commands of `silakan`: one noun a file. Nothing here is imported before its command is asked for."""
