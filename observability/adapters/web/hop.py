"""One request to one address. Nothing is kept between two of them but the connection: no cookies, no credentials."""

import ssl
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.request import getproxies, proxy_bypass

import httpx
from attrs import Factory, define, frozen

from observability import __version__
from observability.adapters.web.body import read
from observability.adapters.web.hosts import Hosts, LostError, Place
from observability.adapters.web.journey import Trouble
from observability.adapters.web.means import Limits
from observability.adapters.web.told import told

# Hosts to which connections are kept. A process may open about a thousand files.
MOST_OPEN = 100
_HTML = ("text/html", "application/xhtml+xml")
_ASKED = {
    "User-Agent": f"observability/{__version__} (audit of runbook links)",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


@frozen
class Reply:
    """What a server answered. `body` is empty unless it is HTML that was asked for with GET, and there is no error."""

    status: int
    headers: httpx.Headers
    body: bytes = b""
    whole: bool = True

    @property
    def html(self) -> bool:
        """Whether it says that it is a page, or nothing of what it is."""
        return self.headers.get("content-type", _HTML[0]).partition(";")[0].strip().lower() in _HTML


@define
class Connections:
    """Open connections by place and address: what was agreed with one host is never used for another."""

    hosts: Hosts
    limits: Limits
    trust: ssl.SSLContext
    _open: dict[tuple[Place, str], httpx.AsyncHTTPTransport] = Factory(dict)
    _busy: Counter[tuple[Place, str]] = Factory(Counter)

    async def close(self) -> None:
        """Close all."""
        for transport in self._open.values():
            await transport.aclose()

    async def ask(self, method: str, url: httpx.URL) -> Reply:
        """Ask once.

        Raises:
            LostError: there is no answer.
        """
        place = Place.of(url)
        addresses = await self.hosts.addresses(place)
        for address in addresses[:-1]:
            try:
                return await self._ask(method, url, place, address)
            except LostError as error:
                if error.trouble not in (Trouble.NOT_LISTENING, Trouble.NO_ROUTE):
                    raise
        return await self._ask(method, url, place, addresses[-1])

    async def _ask(self, method: str, url: httpx.URL, place: Place, address: str) -> Reply:
        # The URL names the address, so nobody looks the host up again; the host is told, and its certificate compared.
        there = url.copy_with(host=address, fragment=None)
        extensions = {"timeout": httpx.Timeout(self.limits.seconds).as_dict(), "sni_hostname": place.host}
        request = httpx.Request(method, there, headers={"Host": place.header, **_ASKED}, extensions=extensions)
        async with told(), self._transport(place, address) as transport:
            response = await transport.handle_async_request(request)
            try:
                return await self._reply(method, response)
            finally:
                await response.aclose()

    async def _reply(self, method: str, response: httpx.Response) -> Reply:
        reply = Reply(response.status_code, response.headers)
        if method == "HEAD" or not reply.html or response.is_error:
            return reply
        packing = response.headers.get("content-encoding", "").strip().lower()
        # As it was sent: httpx would unpack it without a limit.
        body = await read(response.aiter_raw(), packing, self.limits.size)
        return Reply(response.status_code, response.headers, body.content, body.whole)

    @asynccontextmanager
    async def _transport(self, place: Place, address: str) -> AsyncIterator[httpx.AsyncHTTPTransport]:
        if len(self._open) >= MOST_OPEN:
            await self._close_idle()
        key = place, address
        self._busy[key] += 1
        try:
            yield self._open.setdefault(key, self._open.get(key) or self._new(place))
        finally:
            self._busy[key] -= 1

    def _new(self, place: Place) -> httpx.AsyncHTTPTransport:
        kept = httpx.Limits(max_connections=self.limits.a_host, max_keepalive_connections=self.limits.a_host)
        proxy = _proxy(place) if self.limits.proxies else None
        return httpx.AsyncHTTPTransport(verify=self.trust, trust_env=False, limits=kept, proxy=proxy)

    async def _close_idle(self) -> None:
        idle = [self._open.pop(key) for key in list(self._open) if not self._busy[key]]
        for transport in idle:
            await transport.aclose()


def _proxy(place: Place) -> httpx.Proxy | None:
    url = getproxies().get(place.scheme)
    return httpx.Proxy(url) if url and not proxy_bypass(place.host) else None
