"""The engine for local GGUF models: a llama.cpp worker process a model."""
