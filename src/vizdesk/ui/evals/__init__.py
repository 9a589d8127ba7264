"""The Evals page: suites, runs, results."""
