"""What becomes of a part of an expression: more samples, or greater values."""

from attrs import frozen

from observability.review.direction import NONE, UNKNOWN, Direction


@frozen
class Effect:
    """What becomes of a part's values, and of how many samples it has.

    `ended`: of how many series that are not there any more it still has samples, as a longer window has.
    `relabelled`: they have other labels, by which they find others, or are taken together with others.
    `whole`: series come and go as a whole, and those that stay keep all of their samples.
    """

    value: Direction = NONE
    samples: Direction = NONE
    ended: Direction = NONE
    relabelled: bool = False
    whole: bool = False

    def __or__(self, other: "Effect") -> "Effect":
        if NOTHING in (self, other):
            return other if self == NOTHING else self
        return Effect(
            self.value | other.value,
            self.samples | other.samples,
            self.ended | other.ended,
            relabelled=self.relabelled or other.relabelled,
            whole=self.whole and other.whole,
        )

    def __and__(self, other: "Effect") -> "Effect":
        """What is so in both cases, where nobody knows which of them it is."""
        return Effect(
            _same(self.value, other.value),
            _same(self.samples, other.samples),
            _same(self.ended, other.ended),
            relabelled=self.relabelled or other.relabelled,
            whole=self.whole and other.whole,
        )

    @property
    def firing(self) -> Direction:
        """What becomes of an alert. Series that have ended tell only where those that go on do not."""
        return self.ended if self.samples is NONE else self.samples


NOTHING = Effect()


def _same(one: Direction, other: Direction) -> Direction:
    return one if one is other else UNKNOWN
