"""Sentences that rooms without Qt make, listed for the translators."""
