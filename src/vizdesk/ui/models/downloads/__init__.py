"""Downloading models from a hub: dialog, panel, controller."""
