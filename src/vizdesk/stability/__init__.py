"""Whether a model stays right: asked again, and about the same image a little changed."""
