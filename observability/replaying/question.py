"""Expressions over a grid of evaluations: what a server is asked, each once however many alerts want it."""

from attrs import frozen

from observability.replay.grid import Grid


@frozen
class Question:
    """An expression, and when it is evaluated."""

    expr: str
    grid: Grid


@frozen
class Refused:
    """There is no answer, and why."""

    reason: str
