"""One artifact a file: the plan as the files of Prometheus, Grafana and others.

A new artifact of a service is a file here and a line in `SERVICE_EMITTERS`.
"""

from typing import Protocol

from observability.emit import dashboards, rules
from observability.emit.target import Target
from observability.model.artifact import Artifact
from observability.model.plan import Plan


class ServiceEmitter(Protocol):
    """What each of these modules offers."""

    TARGET: Target

    def emit(self, plan: Plan, /) -> Artifact:
        """The artifact, its path counted from the environment's folder."""


SERVICE_EMITTERS: tuple[ServiceEmitter, ...] = (rules, dashboards)
