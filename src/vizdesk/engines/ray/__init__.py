"""Local models on the nodes of a Ray cluster: `--ray ADDRESS` (docs/scale.md)."""
