"""What answers and figures say about each other; pure Python."""
