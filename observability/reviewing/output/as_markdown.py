"""A review as one comment beside a change: the conclusion, a table, and folded details, the gravest first.

Whatever the size of the change it stays below the 65,536 characters that GitHub takes, and tells what it leaves out.
All text of the rules is shown as text.
"""

import html
import re
from collections.abc import Iterable, Iterator

from observability import report
from observability.findings import Finding
from observability.model.review import Action
from observability.report.as_markdown import literal, unmentioned
from observability.report.as_text import printable
from observability.review.change import Change
from observability.review.changed import Changed
from observability.reviewing.output import words
from observability.reviewing.review import Reviewed

NAME = "markdown"
_TABLE, _WHOLE = 25_000, 64_000
# A comment is skimmed: what is longer is in the details, and what is longer still in the file.
_CELL, _LINE, _TEXT = 300, 600, 2_000
_HEAD = "| | rule | | what |\n| --- | --- | --- | --- |\n"
_ACTIONS = {Action.FAIL: "**fails**", Action.NOTE: "note", Action.INFORM: ""}
_FENCE = re.compile(r"`{3,}")
_CODE = re.compile(r"`([^`]+)`")


def render(reviewed: Reviewed) -> str:
    """The comment."""
    parts = [f"### Review of alert rules\n\n{literal(_cut(words.headline(reviewed), _TEXT))}"]
    if not reviewed.changed:
        return "".join([*parts, "\n", *_findings(reviewed.findings)])
    parts.append(f" **{words.conclusion(reviewed)}**\n")
    parts += [*_findings(reviewed.findings), "\n", _HEAD]
    rows = _fitting((_row(one) for one in reviewed.changed), _TABLE)
    details = _fitting((_details(one, reviewed) for one in reviewed.changed[: len(rows)]), _WHOLE - _TABLE - 4_000)
    return "".join([*parts, *rows, "\n", *details, *_left_out(reviewed, len(rows), len(details))])


def _fitting(parts: Iterable[str], room: int) -> list[str]:
    found = list[str]()
    for part in parts:
        room -= len(part)
        if room < 0:
            break
        found.append(part)
    return found


def _left_out(reviewed: Reviewed, rows: int, details: int) -> Iterator[str]:
    changed = len(reviewed.changed)
    if rows < changed:
        rest = report.number("more change", changed - rows)
        failing = sum(one.verdict.action is Action.FAIL for one in reviewed.changed[rows:])
        yield f"\n{rest} left out here, {failing} of them failing"
    elif details < changed:
        yield f"\nThe details of {report.number('change', changed - details)} are left out here"
    else:
        return
    yield ": `observability diff` prints all of them.\n"


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    listed = list(findings)
    if listed:
        yield "\n"
        yield from (f"- {literal(_cut(str(one), _CELL))}\n" for one in listed[:10])
    if len(listed) > 10:
        yield f"- and {len(listed) - 10} more findings\n"


def _row(changed: Changed) -> str:
    what = "; ".join(words.told_change(change) for change in changed.changes)
    cells = (
        _ACTIONS[changed.verdict.action],
        literal(_cut(words.title(changed), _CELL)),
        words.weighed(changed),
        _prose(_cut(what, _CELL)).replace("|", r"\|").replace(r"\\|", r"\|"),
    )
    return f"| {' | '.join(cells)} |\n"


def _details(changed: Changed, reviewed: Reviewed) -> str:
    lines = [
        f"<details><summary>{_as_html(words.title(changed))}</summary>\n",
        f"{literal(_cut(str(changed.location), _LINE))}\n",
        *(_told(change, is_alert=changed.is_alert) for change in changed.changes),
        *(f"- differs: {literal(_cut(words.told_witness(witness), _TEXT))}" for witness in changed.witnesses),
        *_not_told_apart(changed),
        *(f"- {literal(_cut(line, _LINE))}" for line in words.readers(changed)),
        *(f"- policy: {literal(_cut(line, _LINE))}" for line in words.policy_lines(changed, reviewed)),
        "\n</details>\n\n",
    ]
    return "\n".join(lines)


def _not_told_apart(changed: Changed) -> Iterator[str]:
    if reason := words.not_told_apart(changed):
        yield f"- no series were found that tell them apart: {literal(_cut(reason, _TEXT))}"


def _told(change: Change, *, is_alert: bool) -> str:
    weighed = f", {change.sensitivity.words}" if is_alert else ""
    told = f"- **{change.kind}**{weighed}: {_prose(_cut(change.reason, _TEXT))}"
    if words.is_told_whole(change):
        return told
    lines = [*_marked("-", change.before), *_marked("+", change.after)]
    fence = "`" * max([3, *(len(run) + 1 for line in lines for run in _FENCE.findall(line))])
    return "\n".join([told, "", f"  {fence}diff", *(f"  {line}" for line in lines), f"  {fence}", ""])


def _marked(mark: str, text: str) -> Iterator[str]:
    return (f"{mark} {printable(line)}" for line in _cut(text, _TEXT).splitlines())


def _prose(text: str) -> str:
    """Our own words, in which PromQL stands between backticks; nobody else's text has any effect."""
    parts = _CODE.split(text)
    return "".join(f"`{printable(part)}`" if number % 2 else literal(part) for number, part in enumerate(parts))


def _as_html(text: str) -> str:
    return unmentioned(html.escape(printable(_cut(text, _CELL))))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
