"""Stability in the window: what stays when a model is asked again, or about a changed image."""
