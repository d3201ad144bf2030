"""What else of a rule may change beside its expression. One aspect a file, in the order in which they are told."""

from collections.abc import Iterator
from typing import Protocol

from observability.model.review import ReviewPolicy
from observability.review.aspects import intervals, labels, most, offsets, places, runbooks, severity, texts, waiting
from observability.review.change import Change
from observability.review.ruleset import Placed

__all__ = ["ASPECTS", "Aspect", "changes"]


class Aspect(Protocol):
    """What an aspect's module has."""

    def changes(self, old: Placed, new: Placed, policy: ReviewPolicy) -> Iterator[Change]:
        """What changed of it between two versions of a rule, both alerts or both recordings."""


ASPECTS: tuple[Aspect, ...] = (places, waiting, severity, labels, runbooks, texts, intervals, offsets, most)


def changes(old: Placed, new: Placed, policy: ReviewPolicy) -> Iterator[Change]:
    """All of them."""
    for aspect in ASPECTS:
        yield from aspect.changes(old, new, policy)
