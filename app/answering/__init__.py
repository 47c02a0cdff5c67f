"""From a question and what was found to an answer: understand → judge → choose → write → cite."""
