"""What the other services of a project must know of one."""

from collections.abc import Mapping

from attrs import field, frozen

from observability.model.location import NOWHERE, Location
from observability.undeclared import Undeclared


@frozen
class ServiceCard:
    """A service's name and where it stands; the services it calls, and where it names them.

    `owners` are by environment, `by` all labels by which its signals tell things apart, sorted. When it is compiled,
    `metrics` are the families of those that it declares, and `undeclared` those that its alerts read beside them.
    """

    name: str
    location: Location
    depends_on: tuple[str, ...] = ()
    depends_at: Location = NOWHERE
    owners: Mapping[str, str] = field(factory=dict)
    by: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    undeclared: tuple[Undeclared, ...] = ()
