"""Findings on dashboards of the server, in words. What the server wrote is anybody's text: reports make it harmless."""

from collections.abc import Sequence
from pathlib import Path

from observability.adapters.grafana import RefusedError
from observability.delivery import Assessed, Built, Found, Leftover
from observability.delivery.differences import words
from observability.delivery.standing import Standing
from observability.findings import Finding, Location, Severity
from observability.model import layout

_SHOWN = 3


def finding(check: str, built: Built, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> Finding:
    """Something about a dashboard that was built."""
    return Finding(check, f"{built.title!r} {message}", Location(built.path), severity, hint=hint)


def refused(built: Built, error: RefusedError, check: str = "dashboard-refused") -> Finding:
    """What the server said."""
    return finding(check, built, f"was not sent: {error.reason}" if check == "dashboard-refused" else error.reason)


def kept(one: Assessed) -> Finding:
    """Why a dashboard is not sent unless we are told to."""
    match one.standing:
        case Standing.CHANGED:
            hint = "`observability dashboards drift` tells all of it; --overwrite-changed replaces it"
            return finding("dashboard-changed", one.built, f"{changed(one)}; it was not sent", hint)
        case Standing.PROVISIONED:
            return finding("dashboard-provisioned", one.built, provisioned(one), _PROVISIONED)
        case Standing.SHARED:
            return shared(one)
    hint = "a push with --take-over replaces it"
    return finding("dashboard-foreign", one.built, f"{foreign(one)}; it was not sent", hint)


def changed(one: Assessed) -> str:
    """What somebody changed, in short."""
    by = f" {one.found.saved}" if one.found and one.found.saved else ""
    return f"was changed in Grafana since we pushed it{by}: {in_short(drift_words(one))}"


def foreign(one: Assessed) -> str:
    """Whose it is."""
    title = one.found.title if one.found else ""
    if one.whose:
        whose = f"project {one.whose.project!r} ({one.whose.environment})"
        return f"has a uid, {one.built.uid}, under which {whose} pushes {title!r}"
    return f"has a uid, {one.built.uid}, under which there is {title!r}, which is not ours"


def shared(one: Assessed) -> Finding:
    """That another project's view shows what ours would show."""
    whose = one.whose.project if one.whose else ""
    message = f"is pushed by project {whose!r}, and shows the services of all projects; it was left as it is"
    hint = "a push with --take-over makes it this project's"
    return finding("dashboard-shared", one.built, message, hint, Severity.INFO)


def provisioned(one: Assessed) -> str:
    """Where it comes from."""
    file = one.found.provisioned if one.found else ""
    return f"comes from a file that Grafana provisions{f', {file},' if file else ''} and nobody may save it"


_PROVISIONED = "bring the new build to where Grafana reads its files, or take the provider away and push"


def drift_words(one: Assessed) -> list[str]:
    """What is different on the server, a line each."""
    moved = []
    if one.moved and one.found:
        moved = [f"it is in the folder {one.found.folder_title or one.found.folder or 'General'!r}"]
    return moved + words(one.drift)


def in_short(lines: Sequence[str]) -> str:
    """The first lines, and how many more there are."""
    more = f", and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    return f"{'; '.join(lines[:_SHOWN]) or 'nothing that can be seen'}{more}"


def left_over(found: Found, what: Leftover, root: Path) -> Finding:
    """A dashboard that is built no longer."""
    at = Location(str(root / layout.DASHBOARDS))
    name = f"{found.title!r} ({found.uid})"
    if what is Leftover.UNMARKED:
        message = f"{name} on the server has our tags and is not ours: a copy, or it was saved in the browser"
        return Finding("dashboard-copy", message, at, Severity.INFO, hint="remove it in Grafana if nobody needs it")
    since = ", and was changed in Grafana since" if what is Leftover.CHANGED else ""
    hint = "a push with --prune removes it" if not since else "a push with --prune and --overwrite-changed removes it"
    message = f"{name} on the server was pushed from here and is no longer built{since}"
    return Finding("dashboard-left-over", message, at, Severity.WARNING, hint=hint)
