"""Many links: each is asked once, few at a time, none before the server wants it."""

import asyncio

import pytest

from observability.adapters.web import hop
from tests.support.webserver import Asked, Send, WebServer, crowd, page
from tests.unit.adapters.web.asking import Sleeper, journeys


async def slow(asked: Asked, send: Send) -> None:
    await asyncio.sleep(0.02)
    await page()(asked, send)


def test_a_url_is_asked_once_however_often_it_is_wanted(server: WebServer) -> None:
    server.answers["/"] = page()
    journeys(*[server.url("/")] * 50)
    assert server.requests.count(("GET", "/")) == 1


def test_a_host_is_asked_by_few_at_once(server: WebServer) -> None:
    server.answers |= {f"/{n}": crowd(server, 3, page()) for n in range(40)}
    journeys(*(server.url(f"/{n}") for n in range(40)), a_host=3)
    assert server.most_open == 3


def test_so_are_all_hosts_together(server: WebServer) -> None:
    server.answers |= {f"/{n}": crowd(server, 6, page()) for n in range(20)}
    hosts = [f"h{n}.test" for n in range(10)]
    urls = [server.url(f"/{n}", host) for host in hosts for n in range(4)]
    found = journeys(*urls, a_host=4, at_once=6, allowed=frozenset(hosts))
    assert len(found) == 40
    assert server.most_open == 6


def test_a_host_that_is_asked_too_often_is_left_alone_by_all(server: WebServer) -> None:
    async def busy_at_first(asked: Asked, send: Send) -> None:
        if len(server.asked) == 1:
            await page("", 429, Retry_After="1")(asked, send)
        await slow(asked, send)

    class Slow(Sleeper):
        async def __call__(self, _seconds: float) -> None:
            before = len(server.asked)
            await asyncio.sleep(0.5)
            while_resting.append(len(server.asked) - before)

    while_resting: list[int] = []
    server.answers |= {f"/{n}": busy_at_first for n in range(40)}
    found = journeys(*(server.url(f"/{n}") for n in range(40)), a_host=4, sleeper=Slow())
    assert [one.status for one in found.values()] == [200] * 40
    # Those under way came to their end, HEAD and GET.
    assert while_resting[0] <= 8


def test_progress_is_told(server: WebServer) -> None:
    from observability.adapters.web import Limits, Means, ask
    from tests.unit.adapters.web.asking import at_home

    server.answers["/"] = page()
    told: list[tuple[int, int]] = []
    limits = Limits(allowed=frozenset({"127.0.0.1"}))
    urls = [server.url("/"), server.url("/none")]
    ask(urls, lambda *_: None, limits, Means(resolve=at_home), lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_few_connections_are_kept_however_many_hosts_there_are(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hop, "MOST_OPEN", 5)
    server.answers["/"] = page()
    hosts = [f"h{n}.test" for n in range(60)]
    found = journeys(*(server.url("/", host) for host in hosts), at_once=4, allowed=frozenset(hosts))
    assert [one.status for one in found.values()] == [200] * 60
    assert server.most_connected <= 40
