"""Reviews a change of rules: reads both sides, has the pure room `review` judge them, and promtool confirm it."""

from observability.reviewing.request import Request
from observability.reviewing.review import Reviewed, review
from observability.reviewing.sides import Side, Sides, read_same, read_sides, whole

__all__ = ["Request", "Reviewed", "Side", "Sides", "read_same", "read_sides", "review", "whole"]
