"""Running an eval suite: what is asked in which order, kept as it happens, stopped and resumed."""
