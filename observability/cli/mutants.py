"""How many mutants the tests notice, as a table on the terminal."""

from collections.abc import Sequence

from observability.cli.columns import aligned
from observability.model.rule import Alert
from observability.proof import Fate, Score
from observability.report.as_text import printable


def as_lines(scores: Sequence[Score], *, added: bool) -> str:
    """A line a rule, those first of whose mutants the usual tests notice the smallest share; one of all of them.

    `added`: tests were added for those that are beyond the usual ones.
    """
    head = ("rule", "mutants", "noticed", "by added tests" if added else "survivors", "undecided", "alike")
    rows = [_row(_name(one), [one], added) for one in sorted(scores, key=_share)]
    return "\n".join(aligned([head, *rows, _row("all", scores, added)]))


def _name(one: Score) -> str:
    return printable(one.rule.alert if isinstance(one.rule, Alert) else one.rule.record)


def _row(name: str, scores: Sequence[Score], added: bool) -> tuple[str, ...]:
    def count(*fates: Fate) -> int:
        return sum(one.count(*fates) for one in scores)

    told = count(Fate.NOTICED, Fate.BEYOND) if added else count(Fate.NOTICED)
    share = _percentage(told, count(*Fate) - count(Fate.ALIKE))
    undecided = count(Fate.UNDECIDED, Fate.UNKNOWN)
    return name, str(count(*Fate)), share, str(count(Fate.BEYOND)), str(undecided), str(count(Fate.ALIKE))


def _percentage(told: int, known: int) -> str:
    if not known:
        return "0"
    # What is not all of them does not look as if it were.
    percent = 100 if told == known else min(100 * told / known, 99.9)
    return f"{told} ({percent:.3g}%)"


def _share(one: Score) -> float:
    return one.count(Fate.NOTICED) / max(1, len(one.judged) - one.count(Fate.ALIKE))
