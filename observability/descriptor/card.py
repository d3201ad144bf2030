"""What the other services of a project must know of one."""

from collections.abc import Mapping

from attrs import field, frozen

from observability.model.location import NOWHERE, Location


@frozen
class ServiceCard:
    """A service's name and where it stands; the services it calls, and where it names them.

    `owners` are by environment, `by` all labels by which its signals tell things apart, sorted.
    """

    name: str
    location: Location
    depends_on: tuple[str, ...] = ()
    depends_at: Location = NOWHERE
    owners: Mapping[str, str] = field(factory=dict)
    by: tuple[str, ...] = ()
