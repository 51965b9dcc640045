"""How things look. Knows nothing of queues: frozen views of plain strings and numbers become HTML."""
