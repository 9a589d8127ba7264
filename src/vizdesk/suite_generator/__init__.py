"""Suites drawn by a seeded program: images, prompts and the answers that are right."""
