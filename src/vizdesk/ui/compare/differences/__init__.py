"""The Differences layout: one image, and a table of what differs, models side by side."""
