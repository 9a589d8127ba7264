"""Whoever runs models: llama.cpp in a child process, and servers behind an API."""
