"""Alerts over history: what would have fired, by the rules as they were and as they will be. Asks nobody itself."""
