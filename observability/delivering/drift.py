"""What is on the server against what is built."""

from collections.abc import Iterator

from observability.adapters.grafana import Grafana
from observability.delivering.build import Build
from observability.delivering.survey import survey
from observability.delivering.telling import (
    drift_words,
    finding,
    foreign,
    in_short,
    left_over,
    provisioned,
    refused,
    shared,
)
from observability.delivery import Assessed, Leftover
from observability.delivery.differences import words
from observability.delivery.standing import Standing
from observability.findings import Finding, Severity
from observability.parallel import Tally

# So many differences of one dashboard are told; whoever rebuilt it in the browser changed hundreds.
_MOST = 20
_PUSH = "`observability dashboards push`"


def drift(grafana: Grafana, build: Build, parent: str, progress: Tally) -> list[Finding]:
    """All that differs, a finding each: whatever was changed by hand is told by panel and field.

    Raises:
        UsageError: there is no such folder.
        ServerError: the server does not answer as a Grafana does, or does not show us its dashboards or folders.
    """
    there = survey(grafana, build, parent, progress)
    found = [refused(built, error, "dashboard-unreadable") for built, error in there.refused]
    found += [told for one in there.assessed for told in _drift(one)]
    for one, what in there.leftovers:
        if what is not Leftover.NONE:
            found.append(left_over(one, what, build.root))
    return found


def _drift(one: Assessed) -> Iterator[Finding]:
    match one.standing:
        case Standing.MISSING:
            yield finding("dashboard-missing", one.built, "is not on the server", f"{_PUSH} brings it there")
        case Standing.OLDER:
            yield finding("dashboard-older", one.built, _older(one), f"{_PUSH} brings the build there")
        case Standing.CHANGED:
            yield from _changed(one)
        case Standing.PROVISIONED:
            differs = f"{provisioned(one)}; there, {in_short(drift_words(one))}"
            yield finding("dashboard-provisioned", one.built, differs)
        case Standing.SHARED:
            yield shared(one)
        case Standing.FOREIGN:
            yield finding("dashboard-foreign", one.built, foreign(one), "a push with --take-over replaces it")


def _older(one: Assessed) -> str:
    mark = one.found.mark if one.found else None
    revision = f", pushed from {mark.revision}," if mark and mark.revision else ""
    lines = (["it moves to another folder"] if one.moved else []) + words(one.to_come)
    return f"is older on the server{revision} than the build: {in_short(lines)}"


def _changed(one: Assessed) -> Iterator[Finding]:
    by = f" {one.found.saved}" if one.found and one.found.saved else ""
    mark = one.found.mark if one.found else None
    also = "" if mark is None or mark.content == one.built.content else ", and the build has moved on since"
    lines = drift_words(one) or ["nothing that can be seen"]
    hint = "bring it into the descriptor, or push with --overwrite-changed"
    for line in lines[:_MOST]:
        yield finding("dashboard-changed", one.built, f"was changed in Grafana{by}{also}: {line}", hint)
    if len(lines) > _MOST:
        more = f"has {len(lines) - _MOST} more differences"
        yield finding("dashboard-changed", one.built, more, hint, Severity.ERROR)
