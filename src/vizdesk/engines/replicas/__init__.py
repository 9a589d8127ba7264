"""One model on several servers: slots, health, fail-over."""
