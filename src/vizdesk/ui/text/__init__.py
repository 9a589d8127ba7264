"""Words for people: translation, labels of values, translated messages."""
