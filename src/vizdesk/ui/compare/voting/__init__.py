"""Blind votes in the window: two answers without names, and the rating that comes of them."""
