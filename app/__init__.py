"""Floor 2: the assistant, its answers, and the page."""
