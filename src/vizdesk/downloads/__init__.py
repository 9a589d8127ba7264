"""GGUF files from a hub: listed first, fetched so that nothing partial is taken for a model."""
