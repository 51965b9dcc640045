"""The settings: `/atur` and the pages below it. Plain forms; a change holds at once and is an event with who and when."""
