"""Lints rule files of anybody: reads them, has the pure room `lint` judge them, and mends what is sure."""

from observability.linting.lint import Linted, Request, lint
from observability.linting.online import Online

__all__ = ["Linted", "Online", "Request", "lint"]
