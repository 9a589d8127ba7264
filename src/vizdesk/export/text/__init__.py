"""Comparisons as Markdown and CSV, and the words that every export shares."""
