"""The command line, one module for each subcommand: its words, and what it prints."""
