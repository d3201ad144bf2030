"""What holds for all services of a repository."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import Factory, frozen

from observability.descriptor.values.runbooks import runbook
from observability.descriptor.values.texts import title_of
from observability.model import layout
from observability.model.artifact import Source
from observability.model.durations import Duration
from observability.model.location import NOWHERE, Location
from observability.model.review import ReviewPolicy
from observability.model.routing import Alertmanager
from observability.model.service import Environment, Owner, Runbook


@frozen
class Tier:
    """How much a service matters. `objectives` are maps as the descriptor language writes them, already checked."""

    name: str
    objectives: Mapping[str, Mapping[str, Any]]


def _availability(percentage: str) -> Mapping[str, Mapping[str, Any]]:
    return {"availability": {"target": Decimal(percentage)}}


BUILT_IN_TIERS: Mapping[str, Tier] = {
    "critical": Tier("critical", _availability("99.9")),
    "standard": Tier("standard", _availability("99.5")),
    "low": Tier("low", _availability("99")),
}


@frozen
class Policies:
    """What a service must say itself. Both are off unless the project asks."""

    runbook_required: bool = False
    summary_required: bool = False


@frozen
class Ignored:
    """A check of rule files that is silent, and why; in all files, or in those that match one of the globs."""

    check: str
    reason: str
    files: tuple[str, ...] = ()
    location: Location = NOWHERE


@frozen
class Linting:
    """What `lint` is told of a repository's rules: which severities are routed, which of them wake somebody."""

    severities: tuple[str, ...] = ("critical", "warning", "info")
    pages: tuple[str, ...] = ("critical", "page")
    ignored: tuple[Ignored, ...] = ()


@frozen
class Project:
    """The project file, or what holds without one.

    `services` are globs relative to the root. No `owners` means that any owner will do. `runbook` is the default for
    services that name none; `pages_url` the URL of the repository's pages, with `{path}` in it, or empty.
    `alertmanagers` are by environment, of those that have one. `source` is the file, if there is one.
    """

    name: str = "default"
    services: tuple[str, ...] = layout.SERVICES
    environments: tuple[Environment, ...] = (Environment("default"),)
    owners: Mapping[str, Owner] = Factory(dict)
    tiers: Mapping[str, Tier] = BUILT_IN_TIERS
    policies: Policies = Policies()
    linting: Linting = Linting()
    runbook: str = "runbooks/{service}.md"
    pages_url: str = ""
    # What each answer of a runbook has, who shows the pages, and how much older than its alert one may be (0: any age).
    runbook_sections: tuple[str, ...] = ("Meaning", "Impact", "Diagnosis", "Mitigation")
    anchors: str = "github"
    stale_after: Duration = Duration.parse("180d")
    grafana_url: str = ""
    alertmanagers: Mapping[str, Alertmanager] = Factory(dict)
    review: ReviewPolicy = Factory(ReviewPolicy)
    source: Source | None = None

    @property
    def origin(self) -> Location:
        """Where all of it stands; without a name where there is no file."""
        return Location(self.source.path if self.source else "")

    def runbook_of(self, service: str) -> Runbook:
        """The runbook of a service that names none."""
        return runbook(self.runbook, "", self.pages_url, service)

    def owner_of(self, name: str) -> Owner:
        """The owner of this name: as the project has it, or a title made of the name."""
        return self.owners.get(name) or Owner(name, title_of(name))

    def environment(self, name: str) -> Environment:
        """The environment of this name.

        Raises:
            KeyError: there is none.
        """
        found = next((environment for environment in self.environments if environment.name == name), None)
        if found is None:
            raise KeyError(name)
        return found
