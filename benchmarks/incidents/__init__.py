"""Incidents, simulated in promtool: what our alerts decide, beside the textbook's over the same raw series."""
