"""Calls to one server: few at a time, each again where that may help, none before the server wants it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import httpx
from attrs import define

from observability.adapters.api.access import Access
from observability.adapters.api.errors import ServerError
from observability.adapters.api.limits import Limits, Means
from observability.adapters.api.reply import Reply
from observability.adapters.api.turned_away import turned_away
from observability.adapters.web import Trouble
from observability.adapters.web.hosts import LostError
from observability.adapters.web.wait import retry_after

_C = TypeVar("_C")
_A = TypeVar("_A")

BUSY = frozenset({429, 500, 502, 503, 504})
# A connection that is lost may come again; a name, a certificate or a slow query will not.
_AGAIN = frozenset({Trouble.CLOSED, Trouble.NOT_LISTENING, Trouble.NO_NAME_SERVER})

_LOST = {
    Trouble.NO_HOST: "there is no such host",
    Trouble.NO_NAME_SERVER: "its name cannot be looked up",
    Trouble.NOT_LISTENING: "nobody listens there",
    Trouble.NO_ROUTE: "cannot be connected to",
    Trouble.CLOSED: "closes the connection before its answer is whole",
    Trouble.TIME: "does not answer in time",
    Trouble.NO_HTTP: "answers what is no HTTP",
    Trouble.CERTIFICATE: "has a certificate that is not trusted",
    Trouble.UNKNOWN_CLIENT: "asks for a certificate of ours, and takes none or not this one",
}


@define
class Crowd:
    """As many at work as may ask at once."""

    access: Access
    limits: Limits
    means: Means
    _resting: "asyncio.Future[None] | None" = None

    def ask(
        self,
        calls: Iterable[_C],
        one: Callable[[httpx.AsyncHTTPTransport, _C], Awaitable[_A]],
        done: Callable[[int], None] = lambda _done: None,
    ) -> list[_A]:
        """What `one` makes of each call, in their order; `done` is told how many there are.

        Raises:
            Exception: what `one` raised first, which ends the others.
        """
        try:
            return asyncio.run(self._all(calls, one, done))
        except ExceptionGroup as group:
            raise group.exceptions[0] from None

    async def _all(
        self,
        calls: Iterable[_C],
        one: Callable[[httpx.AsyncHTTPTransport, _C], Awaitable[_A]],
        done: Callable[[int], None],
    ) -> list[_A]:
        answers: dict[int, _A] = {}
        queue = enumerate(calls)
        kept = httpx.Limits(max_connections=self.limits.at_once)
        transport = httpx.AsyncHTTPTransport(verify=self.access.trust, trust_env=False, limits=kept)

        async def work() -> None:
            for number, call in queue:
                answers[number] = await one(transport, call)
                done(len(answers))

        async with transport, asyncio.TaskGroup() as group:
            for _ in range(self.limits.at_once):
                group.create_task(work())
        return [answers[number] for number in sorted(answers)]

    async def patiently(self, ask: Callable[[], Awaitable[Reply]]) -> Reply:
        """The reply to a request, which is asked again while the server is busy; the last one may say that it still is.

        Raises:
            ServerError: there is none, or the server wants to be left alone for too long.
        """
        pause = self.limits.pause
        for left in reversed(range(self.limits.attempts)):
            try:
                reply = await self._attempt(ask)
            except LostError as error:
                if error.trouble not in _AGAIN or not left:
                    raise await self._lost(error) from None
                await self._sleep(pause)
            else:
                if reply.status not in BUSY or not left:
                    return reply
                await self._rest(reply, pause)
            pause *= 2
        raise ValueError("there is at least one attempt")

    async def _lost(self, error: LostError) -> ServerError:
        unknown = error.trouble is Trouble.CLOSED and await turned_away(self.access)
        detail = f" ({error.detail})" if error.detail else ""
        return ServerError(f"{self.access.url}: {_LOST[Trouble.UNKNOWN_CLIENT if unknown else error.trouble]}{detail}")

    async def _attempt(self, ask: Callable[[], Awaitable[Reply]]) -> Reply:
        if self._resting:
            await asyncio.shield(self._resting)
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await ask()
        except TimeoutError:
            raise LostError(Trouble.TIME) from None

    async def _rest(self, reply: Reply, pause: float) -> None:
        """Wait as long as the server says, and all others too; else for `pause`."""
        wait = retry_after(reply.headers.get("retry-after", ""))
        if wait is None:
            return await self._sleep(pause)
        if wait > self.limits.patience:
            raise ServerError(f"{self.access.url}: asks to be left alone for {wait:.0f} s ({reply.status})")
        self._resting = asyncio.ensure_future(self._sleep(wait))
        return await asyncio.shield(self._resting)

    async def _sleep(self, seconds: float) -> None:
        # Those who were turned away together must not come back together.
        await self.means.sleep(seconds * (1 + self.means.chance() / 2))
