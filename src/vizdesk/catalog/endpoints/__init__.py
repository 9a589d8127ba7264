"""Servers that can be asked: their addresses, kinds and the models they list."""
