"""What a server is and can do: detection, key check, list of models."""
