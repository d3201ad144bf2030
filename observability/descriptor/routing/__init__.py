"""The project file's `alertmanager` and what its owners hear: who is told of alerts, and when nobody is."""

from observability.descriptor.routing.environments import alertmanagers
from observability.descriptor.routing.secrets import guard
from observability.descriptor.routing.together import check_routing

__all__ = ["alertmanagers", "check_routing", "guard"]
