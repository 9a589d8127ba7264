"""Blind votes: which of two answers is better, by a person who does not know whose they are."""
