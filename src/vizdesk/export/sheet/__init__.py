"""Comparisons and eval results as a painted sheet: PNG, PDF, SVG."""
