"""A build: what is stale is compiled, on all cores; what is not is kept; the output folder then holds just that."""

from observability.building.build import Built, Request, build
from observability.building.one import Planned, plan_of

__all__ = ["Built", "Planned", "Request", "build", "plan_of"]
