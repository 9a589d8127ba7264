"""What each task needs, how it is asked and what it gives, a module each; `registry` lists them."""
