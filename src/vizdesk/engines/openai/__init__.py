"""The engine for APIs that speak OpenAI's protocols."""
