"""How a link is followed, and when it is tried again."""

import socket
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from observability.adapters.web import Hop, Trouble
from tests.support.webserver import CERTIFICATE, Asked, Send, WebServer, close, moved, page, serving
from tests.unit.adapters.web.asking import Sleeper, journey, journeys


def test_a_page_is_read(server: WebServer) -> None:
    server.answers["/shop"] = page("<h1>Shop</h1>")
    found = journey(server.url("/shop"))
    assert found.hops == (Hop(server.url("/shop"), 200),)
    assert (found.html, found.body, found.whole) == (True, b"<h1>Shop</h1>", True)


def test_head_is_asked_first_and_enough_for_what_is_no_page(server: WebServer) -> None:
    server.answers["/a.pdf"] = page(b"%PDF", Content_Type="application/pdf")
    assert journey(server.url("/a.pdf")).status == 200
    assert server.requests == [("HEAD", "/a.pdf")]


def test_what_does_not_say_what_it_is_is_read(server: WebServer) -> None:
    async def silent(asked: Asked, send: Send) -> None:
        await send(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" + (b"" if asked.method == "HEAD" else b"<h1>x</h1"))

    server.answers["/"] = silent
    found = journey(server.url("/"))
    assert (found.html, found.body) == (True, b"<h1>x</h1")


def test_a_host_of_pages_is_asked_with_get_from_then_on(server: WebServer) -> None:
    server.answers |= {f"/{n}": page() for n in range(10)}
    journeys(*(server.url(f"/{n}") for n in range(10)), a_host=1)
    assert [method for method, _ in server.requests] == ["HEAD"] + ["GET"] * 10


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 501])
def test_get_has_the_last_word_where_head_is_refused_or_lies(server: WebServer, status: int) -> None:
    async def lies(asked: Asked, send: Send) -> None:
        await (page("", status) if asked.method == "HEAD" else page())(asked, send)

    server.answers["/"] = lies
    assert journey(server.url("/")).status == 200


def test_nor_is_head_believed_when_it_promises_too_much(server: WebServer) -> None:
    async def lies(asked: Asked, send: Send) -> None:
        await (page() if asked.method == "HEAD" else page("", 404))(asked, send)

    server.answers["/"] = lies
    assert journey(server.url("/")).status == 404


def test_a_server_that_hangs_up_on_head_is_asked_with_get(server: WebServer) -> None:
    async def hangs_up(asked: Asked, send: Send) -> None:
        if asked.method == "HEAD":
            close()
        await page()(asked, send)

    server.answers["/"] = hangs_up
    assert journey(server.url("/")).status == 200


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(server: WebServer, status: int) -> None:
    server.answers |= {"/a": moved("/b?x=1#part", status), "/b": page()}
    found = journey(server.url("/a"))
    assert [hop.status for hop in found.hops] == [status, 200]
    assert found.hops[-1].url == server.url("/b?x=1#part")
    assert found.fragment == "part"


def test_a_redirect_without_a_place_is_an_answer(server: WebServer) -> None:
    server.answers["/a"] = page("", 302)
    assert journey(server.url("/a")).status == 302


def test_redirects_have_an_end(server: WebServer) -> None:
    server.answers["/a"] = moved("/a")
    found = journey(server.url("/a"))
    assert found.trouble is Trouble.HOPS
    assert len(found.hops) == 11


def test_redirects_that_never_repeat_have_one_too(server: WebServer) -> None:
    async def onwards(asked: Asked, send: Send) -> None:
        await moved(f"/a?{asked.path}x")(asked, send)

    server.answers["/a"] = onwards
    assert journey(server.url("/a")).trouble is Trouble.HOPS


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_errors_of_the_server_are_tried_again(server: WebServer, status: int) -> None:
    answers = iter([page("", status), page("", status), page("", status), page()])
    server.answers["/"] = lambda asked, send: (page("", 405) if asked.method == "HEAD" else next(answers))(asked, send)
    sleeper = Sleeper()
    assert journey(server.url("/"), sleeper=sleeper, attempts=4).status == 200
    assert sleeper.slept == [1.25, 2.5, 5.0]


def test_that_is_given_up(server: WebServer) -> None:
    server.answers["/"] = page("", 503)
    sleeper = Sleeper()
    assert journey(server.url("/"), sleeper=sleeper).status == 503
    assert sleeper.slept == [1.25, 2.5]


def test_what_is_not_found_is_not_tried_again(server: WebServer) -> None:
    sleeper = Sleeper()
    assert journey(server.url("/none"), sleeper=sleeper).status == 404
    assert sleeper.slept == []


def test_a_server_says_when_to_come_back(server: WebServer) -> None:
    busy = iter([page("", 429, Retry_After="7")])
    server.answers["/"] = lambda asked, send: next(busy, page())(asked, send)
    sleeper = Sleeper()
    assert journey(server.url("/"), sleeper=sleeper).status == 200
    assert sleeper.slept == [7 * 1.25]


def test_it_may_say_so_by_the_clock(server: WebServer) -> None:
    server.answers["/"] = page("", 429, Retry_After=format_datetime(datetime.now(UTC) + timedelta(seconds=20)))
    sleeper = Sleeper()
    assert journey(server.url("/"), sleeper=sleeper, attempts=2).status == 429
    # A machine that is busy takes some of it; without a date it were 1.25.
    assert 2 < sleeper.slept[0] <= 20 * 1.25


@pytest.mark.parametrize("wait", ["3600", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_nobody_waits_for_an_hour(server: WebServer, wait: str) -> None:
    server.answers["/"] = page("", 429, Retry_After=wait)
    sleeper = Sleeper()
    assert journey(server.url("/"), sleeper=sleeper).status == 429
    assert sleeper.slept == []


@pytest.mark.parametrize("wait", ["soon", "-1", "1e9", "²", ""])
def test_a_time_that_is_none_does_not_count(server: WebServer, wait: str) -> None:
    server.answers["/"] = page("", 429, Retry_After=wait.encode().decode("latin-1"))
    sleeper = Sleeper()
    journey(server.url("/"), sleeper=sleeper)
    assert sleeper.slept == [1.25, 2.5]


def test_a_connection_that_breaks_off_is_tried_again(server: WebServer) -> None:
    async def breaks_off(asked: Asked, send: Send) -> None:
        if len(server.asked) < 4:
            await send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nhalf of")
            close()
        await page()(asked, send)

    server.answers["/"] = breaks_off
    assert journey(server.url("/")).status == 200
    server.answers["/"] = lambda _asked, _send: close()  # type: ignore[func-returns-value]
    assert journey(server.url("/")).trouble is Trouble.CLOSED


def test_what_is_no_http_is_no_answer(server: WebServer) -> None:
    async def other(_asked: Asked, send: Send) -> None:
        await send(b"220 mail.example.org ESMTP\r\n\r\n")
        close()

    server.answers["/"] = other
    assert journey(server.url("/")).trouble is Trouble.NO_HTTP


def test_nobody_at_home() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert journey(f"http://127.0.0.1:{port}/").trouble is Trouble.NOT_LISTENING


@pytest.mark.parametrize(
    ("number", "trouble"),
    [(socket.EAI_NONAME, Trouble.NO_HOST), (socket.EAI_AGAIN, Trouble.NO_NAME_SERVER)],
)
def test_a_host_that_is_not_there_is_told_from_name_servers_that_are_not(number: int, trouble: Trouble) -> None:
    async def fails(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(number, "x")

    assert journey("http://none.test/", resolve=fails).trouble is trouble


def test_a_host_with_letters_of_any_language_is_asked_by_its_name_in_ascii(server: WebServer) -> None:
    looked_up = []

    async def resolve(host: str, _port: int) -> Sequence[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    server.answers["/"] = page()
    found = journey(server.url("/", "bücher.test"), resolve=resolve, allowed=frozenset({"xn--bcher-kva.test"}))
    assert found.status == 200
    assert looked_up == ["xn--bcher-kva.test"]
    assert server.asked[0].headers["host"] == f"xn--bcher-kva.test:{server.port}"


def test_a_host_of_ipv6_alone_is_asked() -> None:
    async def six(_host: str, _port: int) -> Sequence[str]:
        return ["::1"]

    with serving("::1") as server:
        server.answers["/"] = page()
        assert journey(server.url("/", "good.test"), resolve=six).status == 200
        assert journey(server.url("/", "[::1]")).status == 200
        assert [asked.headers["host"] for asked in server.asked][-1] == f"[::1]:{server.port}"


def test_the_next_address_is_tried_where_nobody_listens_at_the_first(server: WebServer) -> None:
    async def two(_host: str, _port: int) -> Sequence[str]:
        return ["127.0.0.2", "127.0.0.1"]

    server.answers["/"] = page()
    assert journey(server.url("/", "good.test"), resolve=two).status == 200


def test_a_certificate_that_nobody_vouches_for_does_not_hold() -> None:
    with serving(tls=True) as server:
        found = journey(server.url("/", "good.test", "https"))
        assert found.trouble is Trouble.CERTIFICATE
        assert "self-signed" in found.detail.replace(" ", "-")
        assert server.asked == []


def test_a_certificate_must_be_of_the_host_not_of_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serving(tls=True) as server:
        server.answers["/"] = page()
        good, bad = server.url("/", "good.test", "https"), server.url("/", "bad.test", "https")
        # One after the other, so that the first connection could be taken for the second host.
        found = journeys(good, bad, at_once=1)
        assert found[good].status == 200
        assert found[bad].trouble is Trouble.CERTIFICATE


def test_a_server_without_tls_has_no_certificate(server: WebServer) -> None:
    assert journey(server.url("/", "good.test", "https")).trouble is Trouble.CERTIFICATE
