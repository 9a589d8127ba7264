"""API keys: the operating system's keyring, environment variables, and their status."""
