"""What browsers and programs reach: pages, sockets and the JSON API."""
