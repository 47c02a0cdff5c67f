"""The library: what each report is, how well it has been read, and all of it as plain data."""
