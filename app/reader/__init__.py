"""Reading a report page by page: where one is, its sections, its words, its notes, and all of it as plain data."""
