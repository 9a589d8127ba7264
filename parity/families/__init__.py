"""One module a family: how its tiny model is built and named as its published checkpoints are."""
