"""Answers and references to take along: as Word, Markdown, a page to print, and in a citation style."""
