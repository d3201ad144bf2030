"""From a URL to the address that is connected to: looked up once, judged, and never looked up again."""

import asyncio
import socket
from collections.abc import Sequence
from ipaddress import ip_address

import httpx
from attrs import Factory, define, frozen

from observability.adapters.web.addresses import is_odd, is_public
from observability.adapters.web.journey import Trouble
from observability.adapters.web.means import Limits, Means

_PORTS = {"http": 80, "https": 443}
# Nobody has more that answer; the rest is not tried.
_MOST = 3


class LostError(Exception):
    """There is no way to go on, and why."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail


@frozen
class Place:
    """A host and a port as a URL names them."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: httpx.URL) -> "Place":
        """The place of a URL.

        Raises:
            LostError: it is no address of the web.
        """
        if url.scheme not in _PORTS:
            raise LostError(Trouble.REFUSED, "it is no address of the web")
        if url.userinfo:
            raise LostError(Trouble.REFUSED, "it names a user")
        host = url.raw_host.decode("ascii").lower()
        if not host:
            raise LostError(Trouble.REFUSED, "it names no host")
        return cls(url.scheme, host, url.port or _PORTS[url.scheme])

    @property
    def header(self) -> str:
        """As the header `Host` has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


@define
class Hosts:
    """The addresses of each host. What is asked for twice at once is looked up once."""

    limits: Limits
    means: Means
    _asked: dict[tuple[str, int], "asyncio.Task[Sequence[str]]"] = Factory(dict)

    async def addresses(self, place: Place) -> Sequence[str]:
        """Where to connect to, best first.

        Raises:
            LostError: there is no such host, or it is none that a link may lead to.
        """
        if is_odd(place.host) and place.host not in self.limits.allowed:
            raise LostError(Trouble.REFUSED, "its host is written in a way that hides it")
        key = place.host, place.port
        if key not in self._asked:
            self._asked[key] = asyncio.ensure_future(self._look_up(place))
        # Who gives up waiting must not take the answer from the others.
        found = await asyncio.shield(self._asked[key])
        if place.host not in self.limits.allowed and not all(map(is_public, found)):
            raise LostError(Trouble.REFUSED, "its host is not of the public internet, and was not allowed by name")
        return found[:_MOST]

    async def _look_up(self, place: Place) -> Sequence[str]:
        if _is_address(place.host):
            return [place.host]
        try:
            return await self.means.resolve(place.host, place.port)
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise LostError(Trouble.NO_NAME_SERVER) from error
            raise LostError(Trouble.NO_HOST) from error
        except (OSError, UnicodeError) as error:
            raise LostError(Trouble.NO_HOST) from error


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
