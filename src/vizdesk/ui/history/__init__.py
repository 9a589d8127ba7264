"""The page of kept comparisons, and what records them."""
