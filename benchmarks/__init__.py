"""Measures the program and what it makes: `python -m benchmarks`, or `make bench`."""
