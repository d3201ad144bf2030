"""Many addresses at once, each asked for once, few at a time."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import httpx
from attrs import Factory, define

from observability.adapters.trust import usual_trust
from observability.adapters.web.follow import Budget, Follower
from observability.adapters.web.hop import Connections, Reply
from observability.adapters.web.hosts import Hosts, LostError
from observability.adapters.web.journey import Journey, Trouble
from observability.adapters.web.means import Limits, Means

_Verdict = TypeVar("_Verdict")

_AGAIN = frozenset({429, 500, 502, 503, 504})
_LOST = frozenset({Trouble.CLOSED, Trouble.NOT_LISTENING, Trouble.NO_NAME_SERVER})


def ask(
    urls: Iterable[str],
    judge: Callable[[str, Journey], _Verdict],
    limits: Limits,
    means: Means,
    done: Callable[[int, int], None] = lambda _done, _total: None,
) -> dict[str, _Verdict]:
    """What `judge` says of the journey to each URL; what was read is forgotten as soon as it has said so.

    `done` is told how many of how many are judged.
    """
    return asyncio.run(_ask(list(dict.fromkeys(urls)), judge, limits, means, done))


async def _ask(
    urls: list[str],
    judge: Callable[[str, Journey], _Verdict],
    limits: Limits,
    means: Means,
    done: Callable[[int, int], None],
) -> dict[str, _Verdict]:
    connections = Connections(Hosts(limits, means), limits, usual_trust(environment=True))
    crowd, verdicts = _Crowd(connections, limits, means), dict[str, _Verdict]()
    follower = Follower(crowd.ask, limits)

    async def work(queue: deque[str]) -> None:
        while queue:
            url = queue.popleft()
            verdicts[url] = judge(url, await crowd.patiently(follower, url))
            done(len(verdicts), len(urls))

    # As many at work as may ask at once: a queue of a hundred thousand is only a list.
    queues = [queue for queue in _by_host(urls).values() for _ in range(min(limits.a_host, len(queue)))]
    try:
        async with asyncio.TaskGroup() as group:
            for queue in queues:
                group.create_task(work(queue))
    finally:
        await connections.close()
    return verdicts


def _by_host(urls: Iterable[str]) -> dict[str, deque[str]]:
    found: dict[str, deque[str]] = {}
    for url in urls:
        found.setdefault(_host(url), deque()).append(url)
    return found


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host
    except (httpx.InvalidURL, ValueError):
        return ""


@define
class _Crowd:
    """Sees to it that nobody is asked by too many at once, or before it wants to be asked again."""

    connections: Connections
    limits: Limits
    means: Means
    _gates: dict[str, asyncio.Semaphore] = Factory(dict)
    _resting: dict[str, "asyncio.Future[None]"] = Factory(dict)
    _all: asyncio.Semaphore = Factory(lambda self: asyncio.Semaphore(self.limits.at_once), takes_self=True)

    async def ask(self, method: str, url: httpx.URL, budget: Budget) -> Reply:
        """One request, in its turn."""
        gate = self._gates.setdefault(url.host, asyncio.Semaphore(self.limits.a_host))
        async with gate:
            if rest := self._resting.get(url.host):
                await asyncio.shield(rest)
            async with self._all:
                return await self._within(budget, self.connections.ask(method, url))

    async def _within(self, budget: Budget, asked: Awaitable[Reply]) -> Reply:
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            async with asyncio.timeout(budget.seconds):
                return await asked
        except TimeoutError:
            raise LostError(Trouble.TIME) from None
        finally:
            budget.seconds -= clock() - began

    async def patiently(self, follower: Follower, url: str) -> Journey:
        """Follow a link, and again after a while where that may help."""
        for attempt in range(1, self.limits.attempts + 1):
            journey = await follower.follow(url)
            pause = journey.wait if journey.wait is not None else self.limits.pause * 2 ** (attempt - 1)
            if attempt == self.limits.attempts or not _worth_it(journey) or pause > self.limits.patience:
                break
            # Those who were turned away together must not come back together.
            rest = self.means.sleep(pause * (1 + self.means.chance() / 2))
            await (self._rest(journey, rest) if journey.wait is not None else rest)
        return journey

    async def _rest(self, journey: Journey, rest: Awaitable[None]) -> None:
        """Leave a host alone, with all else that is to be asked there."""
        host = _host(journey.hops[-1].url)
        self._resting[host] = asyncio.ensure_future(rest)
        await asyncio.shield(self._resting[host])


def _worth_it(journey: Journey) -> bool:
    return journey.trouble in _LOST or (journey.trouble is None and journey.status in _AGAIN)
