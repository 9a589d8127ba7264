"""All models of the catalogue as a list to search, filter and sort."""
