"""Calls to one server: few at a time, each again where that may help, none before the server wants it."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import httpx
from attrs import define, field, frozen

from observability.adapters.prometheus.access import Access
from observability.adapters.prometheus.answers import Answer
from observability.adapters.prometheus.calls import Call
from observability.adapters.prometheus.errors import QueryError, ServerError
from observability.adapters.prometheus.judge import BUSY, judge, lost
from observability.adapters.prometheus.limits import Limits, Means
from observability.adapters.prometheus.reply import Reply, ask
from observability.adapters.web import Trouble
from observability.adapters.web.hosts import LostError
from observability.adapters.web.wait import retry_after

_T = TypeVar("_T")

# A connection that is lost may come again; a name, a certificate or a slow query will not.
_AGAIN = frozenset({Trouble.CLOSED, Trouble.NOT_LISTENING, Trouble.NO_NAME_SERVER})


@frozen
class Prometheus:
    """A server to be asked."""

    access: Access
    limits: Limits = field(factory=Limits)
    means: Means = field(factory=Means)

    def ask(self, call: Call[_T]) -> Answer[_T]:
        """What the server answers.

        Raises:
            QueryError: it refuses this call.
            ServerError: it does not answer as a Prometheus does.
        """
        (answer,) = self.ask_all([call])
        if isinstance(answer, QueryError):
            raise answer
        return answer

    def ask_all(
        self, calls: Iterable[Call[_T]], done: Callable[[int], None] = lambda _done: None
    ) -> Sequence[Answer[_T] | QueryError]:
        """An answer to each call, in their order; `done` is told how many there are. What is refused is an error.

        Raises:
            ServerError: the server does not answer as a Prometheus does; the rest is not asked.
        """
        try:
            return asyncio.run(_Crowd(self).all(calls, done))
        except ExceptionGroup as group:
            # The first to fail has ended the others.
            raise group.exceptions[0] from None


@define
class _Crowd:
    """As many at work as may ask at once."""

    server: Prometheus
    _resting: "asyncio.Future[None] | None" = None

    async def all(self, calls: Iterable[Call[_T]], done: Callable[[int], None]) -> list[Answer[_T] | QueryError]:
        answers: dict[int, Answer[_T] | QueryError] = {}
        queue = enumerate(calls)
        kept = httpx.Limits(max_connections=self.server.limits.at_once)
        transport = httpx.AsyncHTTPTransport(verify=self.server.access.trust, trust_env=False, limits=kept)

        async def work() -> None:
            for number, call in queue:
                answers[number] = await self._one(transport, call)
                done(len(answers))

        async with transport, asyncio.TaskGroup() as group:
            for _ in range(self.server.limits.at_once):
                group.create_task(work())
        return [answers[number] for number in sorted(answers)]

    async def _one(self, transport: httpx.AsyncHTTPTransport, call: Call[_T]) -> Answer[_T] | QueryError:
        try:
            return await self._patiently(transport, call)
        except QueryError as error:
            return error

    async def _patiently(self, transport: httpx.AsyncHTTPTransport, call: Call[_T]) -> Answer[_T]:
        access, limits = self.server.access, self.server.limits
        pause = limits.pause
        for _ in range(limits.attempts - 1):
            try:
                reply = await self._attempt(transport, call)
            except LostError as error:
                if error.trouble not in _AGAIN:
                    raise lost(access, error.trouble, error.detail) from None
                await self._sleep(pause)
            else:
                if reply.status not in BUSY:
                    return judge(access, call, reply)
                await self._rest(reply, pause)
            pause *= 2
        try:
            return judge(access, call, await self._attempt(transport, call))
        except LostError as error:
            raise lost(access, error.trouble, error.detail) from None

    async def _attempt(self, transport: httpx.AsyncHTTPTransport, call: Call[_T]) -> Reply:
        if self._resting:
            await asyncio.shield(self._resting)
        try:
            async with asyncio.timeout(self.server.limits.seconds):
                return await ask(transport, self.server.access, call, self.server.limits)
        except TimeoutError:
            raise LostError(Trouble.TIME) from None

    async def _rest(self, reply: Reply, pause: float) -> None:
        """Wait as long as the server says, and all others too; else for `pause`."""
        wait = retry_after(reply.headers.get("retry-after", ""))
        if wait is None:
            return await self._sleep(pause)
        if wait > self.server.limits.patience:
            said = f"asks to be left alone for {wait:.0f} s ({reply.status})"
            raise ServerError(f"{self.server.access.url}: {said}")
        self._resting = asyncio.ensure_future(self._sleep(wait))
        return await asyncio.shield(self._resting)

    async def _sleep(self, seconds: float) -> None:
        # Those who were turned away together must not come back together.
        await self.server.means.sleep(seconds * (1 + self.server.means.chance() / 2))
