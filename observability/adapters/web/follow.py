"""From a link to its page: HEAD, redirects, and GET where HEAD does not tell."""

from collections.abc import Awaitable, Callable
from contextlib import suppress

import httpx
from attrs import Factory, define, evolve

from observability.adapters.web.hop import Reply
from observability.adapters.web.hosts import LostError
from observability.adapters.web.journey import Hop, Journey, Trouble
from observability.adapters.web.means import Limits
from observability.adapters.web.wait import retry_after

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = 429


@define
class Budget:
    """The seconds that are left for one journey. Only those in which a server is asked count."""

    seconds: float


Ask = Callable[[str, httpx.URL, Budget], Awaitable[Reply]]


@define
class Follower:
    """Follows links. `ask` makes one request.

    A host whose answers to HEAD did not tell enough is asked with GET from then on: a page must be read to know that it
    is none that says "not found".
    """

    ask: Ask
    limits: Limits
    _with_get: set[str] = Factory(set)

    async def follow(self, link: str) -> Journey:
        """Go all the way, within the time that there is."""
        hops: list[Hop] = []
        try:
            return await self._follow(link, hops, Budget(self.limits.seconds))
        except LostError as error:
            return Journey(tuple(hops), error.trouble, error.detail)

    async def _follow(self, link: str, hops: list[Hop], budget: Budget) -> Journey:
        url, fragment = _parsed(link, hops), ""
        for _ in range(self.limits.hops + 1):
            hops.append(Hop(str(url)))
            reply = await self._ask(url, budget)
            hops[-1] = evolve(hops[-1], status=reply.status)
            there = reply.headers.get("location") if reply.status in _REDIRECTS else None
            if there is None:
                wait = retry_after(reply.headers.get("retry-after", ""))
                return Journey(tuple(hops), None, "", reply.html, reply.body, reply.whole, fragment, wait)
            url = _joined(url, there)
            fragment = url.fragment or fragment
        raise LostError(Trouble.HOPS)

    async def _ask(self, url: httpx.URL, budget: Budget) -> Reply:
        if url.host not in self._with_get:
            with suppress(LostError):
                reply = await self.ask("HEAD", url, budget)
                if reply.status in _REDIRECTS or reply.status == _BUSY or (reply.status == 200 and _is_file(reply)):
                    return reply
            self._with_get.add(url.host)
        return await self.ask("GET", url, budget)


def _is_file(reply: Reply) -> bool:
    return not reply.html and "content-type" in reply.headers


def _parsed(link: str, hops: list[Hop]) -> httpx.URL:
    try:
        return httpx.URL(link)
    except (httpx.InvalidURL, ValueError):
        hops.append(Hop(link))
        raise LostError(Trouble.REFUSED, "it is no URL") from None


def _joined(url: httpx.URL, there: str) -> httpx.URL:
    try:
        joined = url.join(there)
    except (httpx.InvalidURL, ValueError):
        raise LostError(Trouble.REDIRECT, "it is no URL") from None
    if joined.scheme not in ("http", "https"):
        raise LostError(Trouble.REDIRECT, "it is no address of the web")
    return joined
