"""Which models exist, what is known of them, and what each still needs."""
