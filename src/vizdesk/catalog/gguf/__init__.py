"""GGUF files: their headers, projectors, shards, memory need, known folders."""
