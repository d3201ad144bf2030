"""Measures the command line on generated fleets: `python -m benchmarks`, or `make bench`."""
