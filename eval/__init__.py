"""Floor 3: question sets, runs, scores, the scorecard; nobody imports it."""
