"""What came of asking for one address."""

from enum import StrEnum

from attrs import frozen


class Trouble(StrEnum):
    """Why there is no answer to judge."""

    REFUSED = "refused"  # by us
    NO_HOST = "no host"
    NO_NAME_SERVER = "no name server"
    NOT_LISTENING = "not listening"
    NO_ROUTE = "no route"
    CLOSED = "closed"
    TIME = "time"
    CERTIFICATE = "certificate"
    UNKNOWN_CLIENT = "unknown client"
    NO_HTTP = "no http"
    HOPS = "hops"
    REDIRECT = "redirect"


@frozen
class Hop:
    """One address on the way, and the status that it answered with; 0 for none."""

    url: str
    status: int = 0


@frozen
class Journey:
    """The way from a link to its page.

    `hops` begin with the link and end where the way ends. `body` is the page without its encoding, or as much of it as
    we read; only of HTML. `fragment` is what the last redirect jumps to, if it says so. `wait` is how many seconds the
    server asks to be left alone.
    """

    hops: tuple[Hop, ...]
    trouble: Trouble | None = None
    detail: str = ""
    html: bool = False
    body: bytes = b""
    whole: bool = True
    fragment: str = ""
    wait: float | None = None

    @property
    def status(self) -> int:
        """That of the last hop."""
        return self.hops[-1].status
