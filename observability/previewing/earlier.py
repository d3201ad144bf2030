"""The other version of the dashboards: from a folder, a build's output, or a revision of git."""

from collections.abc import Sequence
from typing import Any

import orjson
from attrs import frozen

from observability import workspace
from observability.building.inputs import Inputs, chosen
from observability.exceptions import InputError, UsageError
from observability.findings import Finding, Location
from observability.model import layout
from observability.model.artifact import Source
from observability.model.plan import Plan
from observability.previewing.compiled import Compiled, Json, compiled_of
from observability.previewing.documents import Documents
from observability.reviewing.projects import project_of
from observability.reviewing.targets import Target, targets


@frozen
class Earlier:
    """What the dashboards were. `plans` are there where they were compiled."""

    name: str
    dashboards: tuple[Json, ...]
    plans: tuple[Plan, ...] = ()


def earlier(name: str, now: Compiled) -> Earlier:
    """The dashboards that `name` has of the services that are shown now.

    A folder with built dashboards is read as it is; descriptors of a folder or a revision are compiled by this program,
    so what differs is what the descriptors say.

    Raises:
        InputError: what is there cannot be read, or compiled.
        UsageError: there is no such file, folder or revision, or it has neither descriptors nor dashboards.
    """
    target, _ = targets(name, None)
    if built := _built(target, now.environment.name):
        return Earlier(name, tuple(_belongs(built, now)))
    return _described(target, now)


def _built(target: Target, environment: str) -> list[Json]:
    held = [path for path in target.tree.paths if target.holds(path) and _is_dashboard(target.key(path), environment)]
    return [_parsed(target.tree.name(path), text) for path, text in zip(held, target.tree.read(held), strict=True)]


def _is_dashboard(path: str, environment: str) -> bool:
    """Below `grafana/dashboards` of this environment, in the output of a build or of one environment."""
    return path.endswith(".json") and path.startswith((f"{environment}/{layout.DASHBOARDS}/", f"{layout.DASHBOARDS}/"))


def _parsed(name: str, text: bytes | None) -> Json:
    try:
        found: Any = orjson.loads(text or b"")
    except orjson.JSONDecodeError as error:
        raise InputError([Finding("bad-json", f"is no JSON: {error}", Location(name))]) from error
    if not isinstance(found, dict):
        raise InputError([Finding("bad-json", "is no dashboard", Location(name))])
    return found


def _belongs(built: Sequence[Json], now: Compiled) -> list[Json]:
    """Those that are shown now too: a build has them of all services, and which are gone it does not tell."""
    shown = {one["uid"] for one in now.dashboards}
    return [one for one in built if one.get("uid") in shown]


def _described(target: Target, now: Compiled) -> Earlier:
    found = project_of(target)
    if found.findings:
        raise InputError(found.findings)
    wanted = [path for path in target.tree.paths if found.describes(path)]
    contents = zip(wanted, target.tree.read(wanted), strict=True)
    sources = [Source(found.path(path), text) for path, text in contents if text and workspace.is_descriptor(text)]
    if not sources:
        raise UsageError(f"there are neither descriptors nor built dashboards in {target.name}")
    environment = chosen(found.project, [now.environment.name])[0]
    documents = Documents(Inputs(found.project, tuple(sources), (), whole=True))
    made = compiled_of(documents, list(documents.known(now.services).values()), environment)
    return Earlier(target.name, made.dashboards, made.plans)
