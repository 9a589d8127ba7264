"""The comparison table of models as rows, text and HTML."""
