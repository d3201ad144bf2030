"""The variables of the views of many services: owner, tier and service, each among what those before it leave."""

from collections.abc import Iterator

from observability.model import names
from observability.model.dashboard import Variable
from observability.views.fleet_series import FleetSeries


def of_services(fleet: FleetSeries, *labels: str) -> Iterator[Variable]:
    """A variable for each of these labels of services."""
    for label in labels:
        yield Variable(label, label.capitalize(), fleet.every(names.SERVICE_INFO), label)
