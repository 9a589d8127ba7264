"""Suites drawn by a seeded program: pictures, prompts and the answers that are right."""
