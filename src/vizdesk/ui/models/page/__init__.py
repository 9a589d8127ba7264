"""The page of one model: facts, charts, costs, code snippets."""
