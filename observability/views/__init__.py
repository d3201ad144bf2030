"""Dashboards as views over signals and objectives: RED, USE and the golden signals are ways to look, not code paths."""
