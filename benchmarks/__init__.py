"""What `make bench` measures; figures and machine are written to docs/benchmarks.md."""
