"""Prices per token and the rules by which tokens are counted."""
