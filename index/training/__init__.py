"""Training of the embedding model that ships with the project; nothing that answers questions imports it."""
