"""Each bad answer has words of its own, and an exit code: 3 where the server is none, 2 where a query is refused."""

import asyncio
import gzip
import socket
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from observability.adapters.prometheus import Prometheus, QueryError, ServerError, TooLargeError, access, query
from observability.exceptions import MissingToolError, UsageError
from tests.support.webserver import CERTIFICATE, Answer, Asked, Send, WebServer, close, moved, page, serving
from tests.unit.adapters.prometheus.asking import EMPTY, QUERY, answer, prometheus, refusal, success
from tests.unit.adapters.web.asking import Sleeper


async def nothing(_asked: Asked, _send: Send) -> None:
    close()


async def half(_asked: Asked, send: Send) -> None:
    await send(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"status":"succ')
    close()


async def silence(_asked: Asked, _send: Send) -> None:
    await asyncio.sleep(30)


async def a_drop_now_and_then(_asked: Asked, send: Send) -> None:
    await send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        await send(b" ")
        await asyncio.sleep(0.05)


async def no_http(_asked: Asked, send: Send) -> None:
    await send(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
    close()


def packed(body: bytes) -> Answer:
    return page(body, Content_Type="application/json", Content_Encoding="gzip")


_HALF = gzip.compress(b'{"status":"success","data":{"resultType":"vector","result":[]}}')[:-12]

SERVER_ERRORS: Sequence[tuple[str, Answer, str]] = [
    ("html", page("<html><title>Sign in</title>"), "answers with a web page, not as Prometheus does; is it a login"),
    ("html without a type", page(" <!doctype html>", Content_Type="text/plain"), "answers with a web page"),
    ("401", page("", 401), "wants to know who asks (401); give it a token, or a user and a password"),
    ("403", refusal(403, "forbidden", "no"), "wants to know who asks (403)"),
    ("404", page("404 page not found", 404), "has no API of Prometheus there (404); is a part of the path missing?"),
    ("503", page("no healthy upstream", 503), "is down, or has too much to do (503)"),
    ("429", page("", 429), "is down, or has too much to do (429)"),
    ("418", page("", 418), "answers with 418, which Prometheus never does"),
    ("half a body", half, "closes the connection before its answer is whole"),
    ("half of what is packed", packed(_HALF), "answers what is no JSON, or only half of it"),
    ("not packed", packed(b"{}"), "answers what is no HTTP"),
    ("nothing", nothing, "closes the connection before its answer is whole"),
    ("silence", silence, "does not answer in time"),
    ("drops", a_drop_now_and_then, "does not answer in time"),
    ("no http", no_http, "answers what is no HTTP"),
    ("an empty body", page(b"", Content_Type="application/json"), "answers nothing: the body is empty"),
    ("half of json", page(b'{"status":"suc', Content_Type="application/json"), "answers what is no JSON, or only half"),
    ("other json", answer({"hits": []}), "answers JSON, but not as Prometheus does"),
    ("a list", answer([1]), "answers JSON, but not as Prometheus does"),
    ("no data", answer({"status": "success"}), "not of the shape of Prometheus' /api/v1/query"),
    ("data of another shape", success({"resultType": "vector", "result": [{"metric": 5}]}), "not of the shape"),
    (
        "labels that are no texts",
        success({"resultType": "vector", "result": [{"metric": {"a": 5}}]}),
        "not of the shape",
    ),
    ("streams", success({"resultType": "streams", "result": []}), "not of the shape"),
    ("times without end", success({"resultType": "scalar", "result": [1e999, "1"]}), "not of the shape"),
    ("a redirect to nowhere", page("", 302), "answers with 302, which Prometheus never does"),
]


@pytest.mark.parametrize(("shape", "words"), [case[1:] for case in SERVER_ERRORS], ids=[c[0] for c in SERVER_ERRORS])
def test_what_is_no_prometheus_is_told_in_words(server: WebServer, shape: Answer, words: str) -> None:
    server.answers[QUERY] = shape
    with pytest.raises(ServerError) as caught:
        prometheus(server, seconds=0.3 if "in time" in words else 30.0).ask(query("x", 0))
    assert str(caught.value).startswith(f"{server.url('')}: ")
    assert words in str(caught.value)
    assert isinstance(caught.value, MissingToolError)


QUERY_ERRORS: Sequence[tuple[str, Answer, str]] = [
    ("422", refusal(422, "execution", "many-to-many matching"), "many-to-many matching (execution, 422)"),
    ("400", refusal(400, "bad_data", "parse error: oh"), "parse error: oh (bad_data, 400)"),
    ("503 of a query", refusal(503, "timeout", "query timed out"), "query timed out (timeout, 503)"),
    ("an error with status 200", refusal(200, "internal", "oh"), "oh (internal, 200)"),
    ("without a reason", answer({"status": "error"}, 422), "it does not say why (422)"),
    ("422 without JSON", page("", 422), "refuses the question (422), and does not say why"),
]


@pytest.mark.parametrize(("shape", "words"), [case[1:] for case in QUERY_ERRORS], ids=[c[0] for c in QUERY_ERRORS])
def test_a_query_that_is_refused_is_told_in_the_servers_words(server: WebServer, shape: Answer, words: str) -> None:
    server.answers[QUERY] = shape
    with pytest.raises(QueryError) as caught:
        prometheus(server).ask(query("x", 0))
    assert str(caught.value) == f"{server.url('')}: {words}"
    assert isinstance(caught.value, UsageError)


def test_it_keeps_no_other_query_from_its_answer(server: WebServer) -> None:
    async def one_bad(asked: Asked, send: Send) -> None:
        await (refusal(422, "execution", "no") if "query=bad" in asked.body else success(EMPTY))(asked, send)

    server.answers[QUERY] = one_bad
    found = prometheus(server).ask_all([query("a", 0), query("bad", 0), query("b", 0)])
    assert [isinstance(one, QueryError) for one in found] == [False, True, False]


@pytest.mark.parametrize(
    "shape",
    [
        refusal(422, "execution", "query processing would load too many samples into memory in query execution"),
        refusal(400, "bad_data", "exceeded maximum resolution of 11,000 points per timeseries"),
        page("", 413),
        success({"resultType": "vector", "result": [], "more": "x" * 2000}),
    ],
)
def test_what_is_too_much_at_once_is_known_for_it(server: WebServer, shape: Answer) -> None:
    server.answers[QUERY] = shape
    with pytest.raises(TooLargeError):
        prometheus(server, size=1000).ask(query("x", 0))


def test_what_unpacks_to_too_much_is_not_unpacked(server: WebServer) -> None:
    server.answers[QUERY] = packed(gzip.compress(b" " * 10_000_000))
    with pytest.raises(TooLargeError, match="answers with more than 1,000 bytes"):
        prometheus(server, size=1000).ask(query("x", 0))


def test_what_a_server_says_is_one_short_line_that_no_terminal_obeys(server: WebServer) -> None:
    server.answers[QUERY] = refusal(422, "execution", "\x1b[31mred\n\nblue" + "x" * 10_000)
    with pytest.raises(QueryError) as caught:
        prometheus(server).ask(query("x", 0))
    assert "\\x1b[31mred blue" in str(caught.value)
    assert len(str(caught.value)) < 700


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_with_pauses_that_grow(server: WebServer, status: int) -> None:
    answers = iter([page("", status), page("", status), page("", status), success(EMPTY)])
    server.answers[QUERY] = lambda asked, send: next(answers)(asked, send)
    sleeper = Sleeper()
    assert prometheus(server, sleeper).ask(query("x", 0)).value == ()
    assert sleeper.slept == [0.625, 1.25, 2.5]


@pytest.mark.parametrize("lost", [nothing, half])
def test_so_is_one_that_loses_the_connection(server: WebServer, lost: Answer) -> None:
    answers = iter([lost, success(EMPTY)])
    server.answers[QUERY] = lambda asked, send: next(answers)(asked, send)
    assert prometheus(server).ask(query("x", 0)).value == ()


def test_a_refusal_is_not_asked_again(server: WebServer) -> None:
    server.answers[QUERY] = refusal(422, "execution", "no")
    with pytest.raises(QueryError):
        prometheus(server).ask(query("x", 0))
    assert len(server.asked) == 1


# A date is of the time of the test: the whole suite takes longer than that between collecting and running it.
@pytest.mark.parametrize("header", [lambda: "3", lambda: format_datetime(datetime.now(UTC) + timedelta(seconds=50))])
def test_a_server_is_left_alone_for_as_long_as_it_asks(server: WebServer, header: Callable[[], str]) -> None:
    answers = iter([page("", 429, Retry_After=header()), success(EMPTY)])
    server.answers[QUERY] = lambda asked, send: next(answers)(asked, send)
    sleeper = Sleeper()
    prometheus(server, sleeper).ask(query("x", 0))
    assert len(sleeper.slept) == 1
    assert 3 * 1.25 <= sleeper.slept[0] <= 50 * 1.25


def test_by_all_who_ask_it(server: WebServer) -> None:
    class Slow(Sleeper):
        async def __call__(self, _seconds: float) -> None:
            before = len(server.asked)
            await asyncio.sleep(0.3)
            while_resting.append(len(server.asked) - before)

    async def busy_at_first(asked: Asked, send: Send) -> None:
        first = len(server.asked) == 1
        await asyncio.sleep(0.01)
        await (page("", 429, Retry_After="1") if first else success(EMPTY))(asked, send)

    while_resting: list[int] = []
    server.answers[QUERY] = busy_at_first
    found = prometheus(server, Slow(), at_once=2).ask_all([query("x", n) for n in range(30)])
    assert len(found) == 30
    # The other that was under way came to its end.
    assert while_resting[0] <= 2


def test_but_not_for_hours(server: WebServer) -> None:
    server.answers[QUERY] = page("", 429, Retry_After="7200")
    with pytest.raises(ServerError, match=r"asks to be left alone for 7200 s \(429\)"):
        prometheus(server).ask(query("x", 0))


def test_nobody_listening_is_told(server: WebServer) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        server.port, port = unused.getsockname()[1], server.port
        with pytest.raises(ServerError, match="nobody listens there"):
            prometheus(server).ask(query("x", 0))
    server.port = port


def test_a_host_that_is_none_is_told() -> None:
    with pytest.raises(ServerError, match=r"no such host|cannot be looked up|cannot be connected to"):
        Prometheus(access("http://nowhere.invalid:9090")).ask(query("x", 0))


def test_a_certificate_is_not_trusted_unless_its_authority_is_named() -> None:
    with serving(tls=True) as server:
        server.answers[QUERY] = success(EMPTY)
        with pytest.raises(ServerError, match="has a certificate that is not trusted"):
            Prometheus(access(server.url("", scheme="https"))).ask(query("x", 0))
        # It is for good.test alone, and trusted as such.
        with pytest.raises(ServerError, match=r"not trusted \(.*IP address mismatch"):
            Prometheus(access(server.url("", scheme="https"), authority=CERTIFICATE)).ask(query("x", 0))


def test_plain_text_where_tls_was_expected_is_told(server: WebServer) -> None:
    with pytest.raises(ServerError, match=r"not trusted \(it does not speak TLS as we do\)"):
        Prometheus(access(server.url("", scheme="https"))).ask(query("x", 0))


def test_the_first_trouble_ends_all(server: WebServer) -> None:
    server.answers[QUERY] = page("<html>")
    with pytest.raises(ServerError):
        prometheus(server, at_once=2).ask_all([query("x", n) for n in range(1000)])
    assert len(server.asked) <= 4


def test_a_redirect_within_the_server_is_followed_once(server: WebServer) -> None:
    server.answers |= {QUERY: moved("/prom/api/v1/query", 307), "/prom/api/v1/query": success(EMPTY)}
    assert prometheus(server).ask(query("x", 0)).value == ()
    server.answers["/prom/api/v1/query"] = moved(QUERY, 307)
    with pytest.raises(ServerError, match="sends us to"):
        prometheus(server).ask(query("x", 0))
    assert len(server.asked) == 4


def test_an_answer_that_is_too_large_does_not_keep_the_connection(server: WebServer) -> None:
    server.answers[QUERY] = page("x" * 100_000)
    found = prometheus(server, size=1000, at_once=1, attempts=1).ask_all([query("x", 0), query("y", 0)])
    assert all(isinstance(one, TooLargeError) for one in found)
