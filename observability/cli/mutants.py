"""How many mutants the tests notice, as a table on the terminal."""

from collections.abc import Sequence

from observability.cli.columns import aligned
from observability.proof import Fate, Score
from observability.report.as_text import printable

_HEAD = ("alert", "mutants", "noticed", "by added tests", "alike")


def as_lines(scores: Sequence[Score]) -> str:
    """A line an alert, those first of whose mutants the usual tests notice the smallest share; one of all of them."""
    rows = [
        _HEAD,
        *(_row(printable(one.derived.alert.alert), [one]) for one in sorted(scores, key=_share)),
        _row("all", scores),
    ]
    return "\n".join(aligned(rows))


def _row(name: str, scores: Sequence[Score]) -> tuple[str, ...]:
    def count(*fates: Fate) -> int:
        return sum(one.count(*fates) for one in scores)

    told, known = count(Fate.NOTICED, Fate.ADDED), count(Fate.NOTICED, Fate.ADDED, Fate.UNKNOWN)
    share = f"{told} ({told / known:.0%})" if known else "0"
    return name, str(count(*Fate)), share, str(count(Fate.ADDED)), str(count(Fate.ALIKE))


def _share(one: Score) -> float:
    return one.count(Fate.NOTICED) / max(1, one.count(Fate.NOTICED, Fate.ADDED, Fate.UNKNOWN))
