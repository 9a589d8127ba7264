"""What is right of an image: drawn, accepted or imported by a person, kept, scored against."""
