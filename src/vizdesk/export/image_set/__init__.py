"""Several images in one export: one document, one table, one data set."""
