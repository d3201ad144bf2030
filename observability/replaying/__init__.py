"""Replays alerts over the history that a Prometheus has."""
