"""What a link of a stranger may not do."""

import asyncio
from collections.abc import Sequence

import pytest

from observability.adapters.web import Trouble
from tests.support.webserver import Asked, Send, WebServer, moved, page
from tests.unit.adapters.web.asking import journey, journeys


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "0x7f.1",
        "2130706433",
        "0177.0.0.1",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "127.0.0.1.",
        "localhost.",
        "\uff11\uff12\uff17.0.0.1",  # digits of full width
        "\u2460\u2461\u2466.0.0.1",  # digits in circles
        "127\u30020\u30020\u30021",  # another full stop
        "user@127.0.0.1",
        "user:secret@127.0.0.1",
    ],
)
def test_this_machine_is_not_asked_however_it_is_written(server: WebServer, host: str) -> None:
    url = f"http://{host}:{server.port}/x"
    found = journey(url, allowed=frozenset())
    assert found.trouble is Trouble.REFUSED
    assert server.asked == []


@pytest.mark.parametrize("host", ["16843009", "0x1.0x1.0x1.0x1", "1.65793", "1.1.1.1."])
def test_nor_is_anybody_whose_address_is_hidden(host: str) -> None:
    async def unwary(_host: str, _port: int) -> Sequence[str]:
        return ["1.1.1.1"]

    found = journey(f"http://{host}/", resolve=unwary, allowed=frozenset())
    assert (found.trouble, found.detail) == (Trouble.REFUSED, "its host is written in a way that hides it")


def test_a_name_is_refused_for_its_address(server: WebServer) -> None:
    assert journey(server.url("/x", "innocent.test"), allowed=frozenset()).trouble is Trouble.REFUSED
    assert server.asked == []


def test_one_private_address_among_others_is_enough() -> None:
    async def both(_host: str, _port: int) -> Sequence[str]:
        return ["1.1.1.1", "10.0.0.1"]

    assert journey("http://mixed.test/", resolve=both, allowed=frozenset()).trouble is Trouble.REFUSED


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/", "http://", "http:///x", "http://[::1", "x"]
)
def test_only_the_web_is_asked(url: str) -> None:
    assert journey(url).trouble is Trouble.REFUSED


def test_users_in_a_url_are_refused_even_where_the_host_is_allowed(server: WebServer) -> None:
    assert journey(f"http://admin:secret@127.0.0.1:{server.port}/").trouble is Trouble.REFUSED
    assert server.asked == []


def test_a_redirect_is_judged_as_the_link_itself(server: WebServer) -> None:
    server.answers["/start"] = moved(f"http://localhost:{server.port}/secret")
    server.answers["/secret"] = page()
    found = journey(server.url("/start"))
    assert found.trouble is Trouble.REFUSED
    assert [hop.status for hop in found.hops] == [302, 0]
    assert {path for _, path in server.requests} == {"/start"}


@pytest.mark.parametrize("there", ["file:///etc/passwd", "javascript:alert(1)", "ftp://x/", "data:text/html,x"])
def test_a_redirect_out_of_the_web_is_none(server: WebServer, there: str) -> None:
    server.answers["/start"] = moved(there)
    assert journey(server.url("/start")).trouble is Trouble.REDIRECT


def test_a_name_is_looked_up_once_and_the_connection_goes_there(server: WebServer) -> None:
    looked_up = []

    async def rebinding(host: str, _port: int) -> Sequence[str]:
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["192.0.2.1"]

    server.answers |= {f"/{n}": page() for n in range(5)}
    found = journeys(*(server.url(f"/{n}", "good.test") for n in range(5)), resolve=rebinding)
    assert [one.status for one in found.values()] == [200] * 5
    assert looked_up == ["good.test"]
    assert {asked.headers["host"] for asked in server.asked} == {f"good.test:{server.port}"}


def test_nothing_is_carried_from_one_host_to_the_next(server: WebServer) -> None:
    server.answers["/a"] = page("", 302, Location=server.url("/b", "bad.test"), Set_Cookie="session=secret")
    server.answers["/b"] = page(Set_Cookie="other=secret")
    journeys(server.url("/a", "good.test"), server.url("/b", "good.test"))
    assert len(server.asked) >= 3
    for asked in server.asked:
        assert not {"cookie", "authorization", "referer", "proxy-authorization"} & asked.headers.keys()


def test_proxies_of_the_environment_are_asked_only_if_told_so(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.port}")
    monkeypatch.delenv("no_proxy", raising=False)
    assert journey("http://good.test:1/x", attempts=1).trouble is Trouble.NOT_LISTENING
    assert server.asked == []
    assert journey("http://good.test:1/x", proxies=True).status == 404
    assert server.asked[0].path == "http://127.0.0.1:1/x"
    assert server.asked[0].headers["host"] == "good.test:1"


def test_headers_have_a_limit(server: WebServer) -> None:
    server.answers["/"] = page(X_Large="x" * 1_000_000)
    assert journey(server.url("/")).trouble in (Trouble.NO_HTTP, Trouble.CLOSED)


def test_headers_without_end_have_one(server: WebServer) -> None:
    async def endless(_asked: Asked, send: Send) -> None:
        await send(b"HTTP/1.1 200 OK\r\n")
        while True:
            await send(b"X-More: of the same\r\n" * 100)

    server.answers["/"] = endless
    assert journey(server.url("/")).trouble in (Trouble.NO_HTTP, Trouble.CLOSED)


def test_a_megabyte_is_enough_of_ten_gigabytes(server: WebServer) -> None:
    async def endless(asked: Asked, send: Send) -> None:
        await send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10000000000\r\n\r\n")
        while asked.method == "GET":
            await send(b"<p>more</p>" * 5_000)

    server.answers["/"] = endless
    found = journey(server.url("/"))
    assert (found.status, len(found.body), found.whole) == (200, 1 << 20, False)


def test_a_page_that_unpacks_to_gigabytes_does_not(server: WebServer) -> None:
    import gzip

    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    server.answers["/"] = page(bomb, Content_Encoding="gzip")
    found = journey(server.url("/"))
    assert (found.status, len(found.body), found.whole) == (200, 1 << 20, False)


def test_packing_that_is_none_is_no_answer(server: WebServer) -> None:
    server.answers["/"] = page(b"not packed at all", Content_Encoding="gzip")
    assert journey(server.url("/")).trouble is Trouble.NO_HTTP


def test_a_page_is_unpacked(server: WebServer) -> None:
    import gzip
    import zlib

    server.answers["/gzip"] = page(gzip.compress(b"<h1>Shop</h1>"), Content_Encoding="gzip")
    server.answers["/deflate"] = page(zlib.compress(b"<h1>Shop</h1>"), Content_Encoding="deflate")
    found = journeys(server.url("/gzip"), server.url("/deflate"))
    assert [one.body for one in found.values()] == [b"<h1>Shop</h1>"] * 2


def test_a_byte_a_second_is_no_answer(server: WebServer) -> None:
    async def drip(_asked: Asked, send: Send) -> None:
        await send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n")
        while True:
            await send(b"x")
            await asyncio.sleep(0.1)

    async def drip_headers(_asked: Asked, send: Send) -> None:
        for byte in b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000:
            await send(bytes([byte]))
            await asyncio.sleep(0.1)

    server.answers |= {"/body": drip, "/head": drip_headers}
    found = journeys(server.url("/body"), server.url("/head"), seconds=1.0)
    assert [one.trouble for one in found.values()] == [Trouble.TIME] * 2


def test_what_waits_for_others_does_not_wait_for_itself(server: WebServer) -> None:
    async def slow(asked: Asked, send: Send) -> None:
        await asyncio.sleep(0.3)
        await page()(asked, send)

    server.answers |= {f"/{n}": slow for n in range(10)}
    found = journeys(*(server.url(f"/{n}") for n in range(10)), seconds=2.5, a_host=1)
    assert [one.status for one in found.values()] == [200] * 10


def test_all_redirects_together_have_a_time(server: WebServer) -> None:
    async def slow(asked: Asked, send: Send) -> None:
        await asyncio.sleep(0.3)
        await moved(f"/{int(asked.path[1:]) + 1}")(asked, send)

    server.answers |= {f"/{n}": slow for n in range(20)}
    assert journey(server.url("/0"), seconds=1.0).trouble is Trouble.TIME
    assert len(server.asked) <= 4
