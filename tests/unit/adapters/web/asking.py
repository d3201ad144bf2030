"""Asks the test's own server, which is allowed by name; chance and sleep are the test's."""

from collections.abc import Sequence
from typing import Any

from attrs import Factory, define

from observability.adapters.web import Journey, Limits, Means, ask

LOCAL = frozenset({"127.0.0.1", "::1", "good.test", "bad.test"})


@define
class Sleeper:
    """Sleeps in no time, and remembers for how long it would have slept."""

    slept: list[float] = Factory(list)

    async def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


async def at_home(_host: str, _port: int) -> Sequence[str]:
    """Every name is this machine's."""
    return ["127.0.0.1"]


def journeys(*urls: str, sleeper: Sleeper | None = None, resolve: Any = at_home, **limits: Any) -> dict[str, Journey]:
    means = Means(lambda: 0.5, sleeper or Sleeper(), resolve)
    return ask(urls, lambda _, journey: journey, Limits(**{"allowed": LOCAL, "seconds": 30.0, **limits}), means)


def journey(url: str, **more: Any) -> Journey:
    return journeys(url, **more)[url]
