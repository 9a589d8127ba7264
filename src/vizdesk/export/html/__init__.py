"""Comparisons and eval results as one HTML file."""
