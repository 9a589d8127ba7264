"""Settings: their declaration, file and meaning."""
