"""Images: open any file safely, and encode it for one model."""
