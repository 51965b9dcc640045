"""Paper: what stands on it, in which bytes a printer is told, and the queue before the printer."""
