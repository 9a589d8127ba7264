"""The Truth layout: what is right of an image is drawn, written and scored against."""
