"""Model cards: what is published of a model, each field with its source and date."""
