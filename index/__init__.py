"""Floor 1: embedding, lexical and dense search, the index on disk."""
