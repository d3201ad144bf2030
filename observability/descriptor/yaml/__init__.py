"""YAML text to plain data that remembers where it was written."""
