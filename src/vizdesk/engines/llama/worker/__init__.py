"""The child process around llama-cpp-python: JSON lines in, JSON lines out."""
