"""The heart: what a comparison is, how a model is asked, and how its answer is read."""
