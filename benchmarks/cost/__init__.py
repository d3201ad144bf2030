"""What the compiled rules cost in a real Prometheus, and how true they are: `python -m benchmarks cost`."""
