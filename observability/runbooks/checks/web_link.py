"""The page of the web that an alert links to is there. (`broken`, `unknown`, `moved`; with `--online`)

Why: a wiki is moved, and its links answer "not found" with a smile.

Passes: a page that answers, whose title does not say that it is none, that asks for no password and has the section.
Fails: "not found" in status or title, no such host, an endless redirect, a certificate that is none, a section that is
not there. `unknown` is what cannot be told: a login, 403, 429, an error of the server, no answer in time, an address
that is not of the public internet. `moved` is a page with a new address for good.
Mend: mend the link; allow hosts of your own network by name with `--allow`.
"""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag

from observability.findings import Finding
from observability.runbooks.kind import Kind
from observability.runbooks.library import Library, Link
from observability.runbooks.links import ANNOTATION
from observability.runbooks.problem import Problem
from observability.runbooks.targets import InWeb
from observability.runbooks.verdict import Outcome, Verdict

ID = "web-link"
_LONGEST = 200
_USER = re.compile(r"//[^/?#]*@")
_KINDS = {Outcome.BROKEN: Kind.BROKEN, Outcome.UNKNOWN: Kind.UNKNOWN}


def check(library: Library) -> Iterator[Problem]:
    """Links into the web that lead to no page, as far as the web was asked."""
    for link in library.links:
        if isinstance(link.target, InWeb):
            url, anchor = urldefrag(link.target.url)
            verdict = library.web.get(url)
            if verdict:
                yield from _judged(link, url, anchor, verdict)


def _judged(link: Link, url: str, anchor: str, verdict: Verdict) -> Iterator[Problem]:
    if verdict.outcome is not Outcome.OK:
        yield _problem(link, _KINDS[verdict.outcome], f"{_short(url)}: {verdict.reason}{_way(verdict)}", "")
        return
    has = verdict.anchors.get(anchor, True)
    if has is None:
        yield _problem(link, Kind.UNKNOWN, f"{_short(url)}: nobody can tell whether it has #{anchor}", "")
    elif not has:
        yield _problem(link, Kind.BROKEN, f"{_short(url)}, and there is no section #{anchor}{_way(verdict)}", "")
    if verdict.moved:
        hint = f"link to {_short(verdict.moved)}"
        yield _problem(link, Kind.MOVED, f"{_short(url)}, which has moved for good", hint)


def _problem(link: Link, kind: Kind, said: str, hint: str) -> Problem:
    message = f"alert '{link.alert.alert}' leads to {said}"
    finding = Finding(ID, message, link.origin, where=f"annotations.{ANNOTATION}", hint=hint)
    return Problem(kind, finding, (link.owner,) if link.owner else ())


def _way(verdict: Verdict) -> str:
    if len(verdict.hops) < 2:
        return ""
    hops = (f"{_short(url)} ({status})" if status else _short(url) for url, status in verdict.hops)
    return f", by way of {' -> '.join(hops)}"


def _short(url: str) -> str:
    # Who wrote a name and a password into a link does not want them in a log too.
    url = _USER.sub("//...@", url)
    return url if len(url) <= _LONGEST else f"{url[:_LONGEST]}..."
