"""Lints rule files of anybody: reads them, has the pure room `lint` judge them, and mends what is sure."""

from observability.linting.lint import Linted, Request, lint

__all__ = ["Linted", "Request", "lint"]
