"""Tests of a service's rules, for promtool: a file over the whole rule file, and a folder for each part by itself."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from observability.emit.rules import path, rule_file
from observability.findings import Finding
from observability.model import layout
from observability.model.artifact import Artifact
from observability.model.plan import Plan

if TYPE_CHECKING:
    from observability.proof.suites import Finds

_COPY = "Made by observability: a copy, for the tests beside it."


def recalled(found: Mapping[str, str]) -> "Finds":
    """What was found for the tests of a service before, JSON by name."""
    # It is large, and few builds need it.
    from observability.proof.suites import Finds

    return Finds(found)


@frozen
class Tested:
    """Files of tests, and what they leave out, at the descriptor's lines."""

    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]


def emit(plan: Plan, finds: "Finds | None" = None) -> Tested:
    """The tests of all rules of a service. `finds`: what was found before, and is kept for the next time."""
    # It is large, and few builds need it.
    from observability.emit.authortests import author_files
    from observability.proof.suites import suite

    name = plan.service.name
    found = suite(name, f"../{path(name).removeprefix(f'{layout.PROMETHEUS}/')}", plan.groups, finds)
    files = [*found.files, *author_files(plan)]
    tests = [Artifact(f"{layout.TESTS}/{one.name}.yaml", one.text) for one in files]
    copies = [
        Artifact(f"{layout.TESTS}/{one.name}.rules.yaml", rule_file(_COPY, one.rules)) for one in files if one.rules
    ]
    return Tested((*tests, *copies), found.findings)
