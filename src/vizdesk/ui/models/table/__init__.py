"""The comparison table of models as a Qt view."""
