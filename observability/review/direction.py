"""Which way something goes: up, down, both ways for different series, not at all; or nobody knows."""

from enum import StrEnum


class Direction(StrEnum):
    """Where something goes: `BOTH` is up for some series, and down for others."""

    NONE = "none"
    UP = "up"
    DOWN = "down"
    BOTH = "both"
    UNKNOWN = "unknown"

    def __neg__(self) -> "Direction":
        return {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}.get(self, self)

    def __and__(self, other: "Direction") -> "Direction":
        """What one change does in two ways at once."""
        if Direction.NONE in (self, other):
            return other if self is Direction.NONE else self
        return self if self is other else Direction.UNKNOWN

    def __or__(self, other: "Direction") -> "Direction":
        """What two changes do together."""
        if Direction.NONE in (self, other):
            return other if self is Direction.NONE else self
        if Direction.UNKNOWN in (self, other):
            return Direction.UNKNOWN
        return self if self is other else Direction.BOTH


NONE, UP, DOWN, BOTH, UNKNOWN = (
    Direction.NONE,
    Direction.UP,
    Direction.DOWN,
    Direction.BOTH,
    Direction.UNKNOWN,
)


def unknown(direction: Direction) -> Direction:
    """What goes both ways still does so behind what nobody knows the ways of."""
    return direction if direction in (NONE, BOTH) else UNKNOWN
