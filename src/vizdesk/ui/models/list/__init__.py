"""The list of models beside a comparison: checking, adding, removing, settings."""
