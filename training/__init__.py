"""The two demo models: their synthetic world, their trainer, their export and their evaluation."""
