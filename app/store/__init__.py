"""What is kept on disk of what people ask: conversations and feedback, in one SQLite database."""
