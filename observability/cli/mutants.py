"""How many mutants the tests notice, as a table on the terminal."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath
from typing import Any, TypeVar

import click

from observability.cli.columns import aligned
from observability.proof import Fate, Score
from observability.report import number
from observability.report.as_text import printable

_Command = TypeVar("_Command", bound=Callable[..., Any])
_UNDECIDED = (Fate.UNDECIDED, Fate.UNKNOWN)


def undecided_option(command: _Command) -> _Command:
    """`--undecided`, of commands that have `--mutants`."""
    said = "With --mutants: list each change of which it is not known whether it makes a difference."
    return click.option("--undecided", is_flag=True, help=said)(command)


def as_lines(scores: Sequence[Score], *, added: bool) -> str:
    """A line a rule, those first of whose mutants the usual tests notice the smallest share; one of all of them.

    Files are named from the folder on that all are in. `added`: tests were added for those that are beyond the usual
    ones.
    """
    head = ("rule", "at", "mutants", "noticed", "by added tests" if added else "survivors", "undecided", "alike")
    folder = _folder(one.rule.origin.file for one in scores)
    rows = [_row(printable(one.rule.name), _place(one, folder), [one], added) for one in sorted(scores, key=_share)]
    return "\n".join(aligned([head, *rows, _row("all", "", scores, added)], left=2))


def unlisted(scores: Sequence[Score], *, listed: bool) -> str:
    """What goes at the end of a summary, where some are undecided and not `listed`: how to see which."""
    count = sum(one.count(*_UNDECIDED) for one in scores)
    if listed or not count:
        return ""
    return f"; of {number('mutant', count)} nothing is known: --undecided lists {'it' if count == 1 else 'them'}"


def _folder(files: Iterable[str]) -> PurePath:
    """The folder that all of these are in; none where some are from the root on, and some from here."""
    first, *others = {PurePath(file).parent for file in files} or {PurePath()}
    above = (one for one in (first, *first.parents) if all(other.is_relative_to(one) for other in others))
    return next(above, PurePath())


def _place(one: Score, folder: PurePath) -> str:
    path = PurePath(one.rule.origin.file)
    shown = path.relative_to(folder) if path.is_relative_to(folder) else path
    return printable(f"{shown}:{one.rule.origin.line}")


def _row(name: str, place: str, scores: Sequence[Score], added: bool) -> tuple[str, ...]:
    def count(*fates: Fate) -> int:
        return sum(one.count(*fates) for one in scores)

    told = count(Fate.NOTICED, Fate.BEYOND) if added else count(Fate.NOTICED)
    share = _percentage(told, count(*Fate) - count(Fate.ALIKE))
    rest = (count(Fate.BEYOND), count(*_UNDECIDED), count(Fate.ALIKE))
    return name, place, str(count(*Fate)), share, *map(str, rest)


def _percentage(told: int, known: int) -> str:
    if not known:
        return "0"
    # What is not all of them does not look as if it were.
    percent = 100 if told == known else min(100 * told / known, 99.9)
    return f"{told} ({percent:.3g}%)"


def _share(one: Score) -> float:
    return one.count(Fate.NOTICED) / max(1, len(one.judged) - one.count(Fate.ALIKE))
