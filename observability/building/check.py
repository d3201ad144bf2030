"""Everything that is wrong with what people wrote, without compiling any of it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from observability import descriptor, workspace
from observability.building.inputs import between
from observability.descriptor import Project
from observability.exceptions import InputError
from observability.findings import Finding

_Loaded = TypeVar("_Loaded")

# Descriptors are still checked when the project file is broken, but not for what only that file can know.
_ASK_THE_PROJECT = frozenset({"environment", "owner", "tier"})


@frozen
class Checked:
    """What was looked at. `findings` are all that is wrong."""

    project: Project
    services: int
    findings: tuple[Finding, ...]


def check(paths: Sequence[Path]) -> Checked:
    """Check the project file and the descriptors at `paths`; a file that is broken hides no other.

    Raises:
        UsageError: the paths belong to different projects.
    """
    found = workspace.locate(paths)
    project, of_project = _attempt(lambda: descriptor.load_project(found.project))
    known = project or Project()
    reading = workspace.read_services(found, known.services)
    documents = [_attempt(partial(descriptor.load_service, source, known)) for source in reading.services]
    of_services = [finding for _, findings in documents for finding in findings]
    if project is None or (found.has_project and found.project is None):
        of_services = [finding for finding in of_services if finding.check not in _ASK_THE_PROJECT]
    findings = [*found.findings, *of_project, *reading.findings, *of_services]
    cards = [document.card for document, _ in documents if document]
    findings += between(known, cards, complete=not findings and found.root in found.paths)
    return Checked(known, len(reading.services), tuple(findings))


def _attempt(load: Callable[[], _Loaded]) -> tuple[_Loaded | None, tuple[Finding, ...]]:
    try:
        return load(), ()
    except InputError as error:
        return None, error.findings
