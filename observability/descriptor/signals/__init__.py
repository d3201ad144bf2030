"""The sections red, use and golden: what a service measures, and what it promises of that."""
