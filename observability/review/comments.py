"""Exceptions from the policy that stand as comments in rule files which no descriptor makes.

    # observability: allow critical-removed of QueueStuck until 2027-01-31 the queue is gone

Without `of NAME` it is for all rules of the file. Annotations are no place for it: they are sent to people at night.
"""

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from attrs import frozen

from observability.findings import Finding, Location
from observability.model.review import Event, Override

ID = "review-override"
_COMMENT = re.compile(r"#\s*observability:\s*allow\b[ \t]*(?P<rest>.*)")
_REST = re.compile(r"(?P<events>\S+)\s+(?:of\s+(?P<alert>\S+)\s+)?until\s+(?P<until>\S+)\s*:?\s*(?P<reason>.*)")
_ADVICE = "as in `# observability: allow critical-removed of QueueStuck until 2027-01-31 the queue is gone`"


@frozen
class Comments:
    """The exceptions of a file, and what is wrong with those that are none."""

    overrides: tuple[Override, ...] = ()
    findings: tuple[Finding, ...] = ()


def comments(path: str, key: str, content: bytes) -> Comments:
    """What the comments of a file allow; `path` is what messages call it, `key` where it is on its side."""
    if b"observability:" not in content:
        return Comments()
    overrides, findings = list[Override](), list[Finding]()
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        if found := _COMMENT.search(line):
            location = Location(path, number, found.start() + 1)
            rest = _REST.fullmatch(found["rest"].strip())
            wrong = list(_wrong(rest))
            findings += [Finding(ID, message, location, hint=hint) for message, hint in wrong]
            if rest and not wrong:
                overrides.append(_override(rest, key, location))
    return Comments(tuple(overrides), tuple(findings))


def _wrong(rest: "re.Match[str] | None") -> Iterator[tuple[str, str]]:
    if rest is None:
        yield "this exception does not say what may happen, and until when", _ADVICE
        return
    for name in rest["events"].split(","):
        if name not in set(Event):
            close = get_close_matches(name, list(Event), n=1)
            yield f"there is no event {name!r}", f"did you mean {close[0]}?" if close else _ADVICE
    try:
        date.fromisoformat(rest["until"])
    except ValueError:
        yield f"{rest['until']!r} is no date", "write it as 2027-01-31"
    if not rest["reason"].strip():
        yield "this exception has no reason", "say why this may happen"


def _override(rest: "re.Match[str]", key: str, location: Location) -> Override:
    events = tuple(Event(name) for name in rest["events"].split(","))
    until = date.fromisoformat(rest["until"])
    return Override(events, rest["reason"].strip(), until, rest["alert"] or "", file=key, origin=location)
