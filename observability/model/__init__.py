"""Frozen types that every room speaks: services, signals, objectives, rules, alerts, panels, artifacts.

This room knows nobody. It holds no PromQL and no YAML, reads no file, and imports no other room.
"""
