"""Servers in the window: adding, keys, the models they offer."""
