"""Results of a run as values, tables, charts and text."""
