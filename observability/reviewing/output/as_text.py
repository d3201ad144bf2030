"""A review for a terminal: readable without colours, and nothing in it obeys."""

from collections.abc import Iterator

from observability import report
from observability.report.as_text import printable
from observability.review.change import Change
from observability.review.changed import Changed
from observability.reviewing.output import words
from observability.reviewing.review import Reviewed

NAME = "text"
_MARKS = {"fail": "FAIL", "note": "NOTE", "inform": "info"}


def render(reviewed: Reviewed) -> str:
    """The gravest change first; the conclusion last, where a terminal ends."""
    parts = [
        report.render(reviewed.findings, "text"),
        *("\n".join(map(printable, _changed(one, reviewed))) + "\n\n" for one in reviewed.changed),
        f"{printable(words.headline(reviewed))}\n",
        f"{words.conclusion(reviewed)}\n" if reviewed.changed else "",
    ]
    return "".join(parts)


def _changed(changed: Changed, reviewed: Reviewed) -> Iterator[str]:
    weighed = words.weighed(changed)
    told = f"{changed.location}: {_MARKS[changed.verdict.action]} {words.title(changed)}"
    yield f"{told}: {weighed}" if weighed else told
    for change in changed.changes:
        yield f"    {words.told_change(change)}"
        yield from _diff(change)
    yield from (f"    differs: {words.told_witness(witness)}" for witness in changed.witnesses)
    if reason := words.not_told_apart(changed):
        yield f"    no series were found that tell them apart: {reason}"
    yield from (f"    {line}" for line in words.readers(changed))
    yield from (f"    policy: {line}" for line in words.policy_lines(changed, reviewed))


def _diff(change: Change) -> Iterator[str]:
    """What is written, where the reason does not say it already."""
    if not words.is_told_whole(change):
        yield from (f"      - {line}" for line in change.before.splitlines())
        yield from (f"      + {line}" for line in change.after.splitlines())
