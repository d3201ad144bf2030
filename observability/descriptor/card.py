"""What the other services of a project must know of one."""

from attrs import frozen

from observability.model.location import NOWHERE, Location


@frozen
class ServiceCard:
    """A service's name and where it stands; the services it calls, and where it names them."""

    name: str
    location: Location
    depends_on: tuple[str, ...] = ()
    depends_at: Location = NOWHERE
