"""What follows from a card: requirements, costs, rank among the others, code snippets."""
