"""Floor 0: the reports, how they are read, their reading notes, and the nouns of the project."""
