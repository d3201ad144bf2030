"""Each bad answer has words of its own, which say what to do: of the server, or of one dashboard alone."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import orjson
import pytest

from observability.adapters.api import Limits, Means, Secret, ServerError, access
from observability.adapters.grafana import (
    Call,
    Grafana,
    RefusedError,
    Why,
    create_folder,
    dashboard,
    delete,
    folder,
    folders,
    newest_save,
    save,
    search,
)
from observability.adapters.grafana.calls import PAGE
from observability.exceptions import MissingToolError
from tests.support.grafana import TOKEN, VIEWER, GrafanaServer, grafana_server
from tests.support.webserver import Answer, Asked, Send, WebServer, close, crowd, moved, page, serving
from tests.unit.adapters.web.asking import Sleeper

JSON = {"uid": "shop-1", "title": "Shop", "tags": ["observability"], "panels": []}


@pytest.fixture
def server() -> Iterator[GrafanaServer]:
    with grafana_server() as running:
        yield running


def grafana(
    server: GrafanaServer | WebServer, sleeper: Sleeper | None = None, token: str = TOKEN, **limits: Any
) -> Grafana:
    web = server.server if isinstance(server, GrafanaServer) else server
    found = access(web.url(""), token=Secret(token) if token else None)
    return Grafana(found, Limits(**{"seconds": 30.0, **limits}), Means(lambda: 0.5, sleeper or Sleeper()))


def json(document: Any, status: int = 200, **headers: str) -> Answer:
    return page(orjson.dumps(document), status, Content_Type="application/json", **headers)


async def half(_asked: Asked, send: Send) -> None:
    await send(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"dash')
    close()


async def silence(_asked: Asked, _send: Send) -> None:
    await asyncio.sleep(30)


SERVER_ERRORS: Sequence[tuple[str, Answer, str]] = [
    ("a page of a proxy", page("<html><title>Sign in</title>"), "answers with a web page, not as Grafana's API does"),
    ("401", json({"message": "Invalid API key"}, 401), "does not accept the token (401): it is wrong, has expired"),
    ("a 403 of something before it", page("<h1>Forbidden</h1>", 403), "is something before it?"),
    ("a 404 of something before it", page("404 page not found", 404), "has no API of Grafana there (404)"),
    ("429", json({"message": "slow down"}, 429), "is down, or has too much to do (429)"),
    ("500 of something before it", page("oops", 500), "is down, or has too much to do (500)"),
    ("503", page("no healthy upstream", 503), "is down, or has too much to do (503)"),
    ("418", page("", 418), "answers with 418, which Grafana never does"),
    ("a login", moved("/login?next=/api/search"), "/login, where nothing was asked; is it a login"),
    ("https for http", moved("https://grafana.example.org/api/search", 301), "is it a login, or is the URL http://"),
    ("half a body", half, "closes the connection before its answer is whole"),
    ("half of json", page(b'{"dashboard":', Content_Type="application/json"), "answers what is no JSON, or only half"),
    ("nothing", page(b"", Content_Type="application/json"), "answers nothing: the body is empty"),
    ("another shape", json([1]), "not of the shape of Grafana's /api/dashboards/uid/shop-1"),
    ("no meta", json({"dashboard": {}}), "not of the shape"),
    ("a title alone", json({"dashboard": "x", "meta": {}}), "not of the shape"),
    ("silence", silence, "does not answer in time"),
]


@pytest.mark.parametrize(
    ("answer", "words"), [case[1:] for case in SERVER_ERRORS], ids=[case[0] for case in SERVER_ERRORS]
)
def test_what_is_no_answer_of_a_grafana_is_told(server: GrafanaServer, answer: Answer, words: str) -> None:
    server.server.other = answer
    with pytest.raises(ServerError) as caught:
        grafana(server, seconds=0.3 if "in time" in words else 30.0).ask(dashboard("shop-1"))
    assert str(caught.value).startswith(f"{server.url}: ")
    assert words in str(caught.value)
    assert isinstance(caught.value, MissingToolError)  # exit 3


REFUSALS: Sequence[tuple[str, int, Any, Why, str]] = [
    (
        "403",
        403,
        {"message": "no"},
        Why.PERMISSION,
        "the token may not do this (403: no); it takes dashboards:create and",
    ),
    ("conflict", 412, {"message": "m", "status": "version-mismatch"}, Why.CONFLICT, "run the command again"),
    (
        "name",
        412,
        {"message": "m", "status": "name-exists"},
        Why.EXISTS,
        "of its title or uid is in that folder already",
    ),
    (
        "plugin",
        412,
        {"message": "The dashboard belongs to plugin X.", "status": "plugin-dashboard"},
        Why.OTHER,
        "plugin X",
    ),
    ("provisioned", 400, {"message": "Cannot save provisioned dashboard"}, Why.PROVISIONED, "takes it from a file"),
    ("400", 400, {"message": "bad"}, Why.OTHER, "the server refuses it (400: bad)"),
    ("400 without words", 400, {}, Why.OTHER, "the server refuses it (400: it does not say why)"),
    ("404", 404, {"message": "Dashboard not found"}, Why.OTHER, "or its folder, was removed since we read it (404: "),
    (
        "its folder",
        400,
        {"message": "folder not found"},
        Why.OTHER,
        "since we read it (400: folder not found)",
    ),
    ("406", 406, {"message": "use v2"}, Why.SCHEMA, "saved in a schema that this API does not give out (406: use v2)"),
    ("409", 409, {"message": "there"}, Why.EXISTS, "is there already (409: there)"),
    ("422", 422, {"message": "alert"}, Why.OTHER, "the server refuses it (422: alert)"),
    ("500", 500, {"message": "db"}, Why.OTHER, "the server fails at it (500: db); its log says why"),
]


@pytest.mark.parametrize(
    ("status", "body", "why", "words"), [case[1:] for case in REFUSALS], ids=[c[0] for c in REFUSALS]
)
def test_what_grafana_refuses_is_told_of_one_alone(
    server: GrafanaServer, status: int, body: Any, why: Why, words: str
) -> None:
    server.fail("POST", json(body, status), times=9)
    refused, fine = grafana(server).ask_all([_save(), dashboard("shop-1")])
    assert isinstance(refused, RefusedError)
    assert refused.why is why
    assert words in refused.reason
    assert fine is None


def _save() -> Call[Any]:
    return save(JSON, "", "")


@pytest.mark.parametrize("status", [403, 413])
def test_what_something_before_it_does_not_let_through_is_told_of_one_alone(server: GrafanaServer, status: int) -> None:
    server.fail("POST", page("<h1>No</h1>", status), times=9)
    refused, fine = grafana(server).ask_all([_save(), dashboard("shop-1")])
    assert isinstance(refused, RefusedError)
    assert f"something before Grafana does not let it through ({status}); it has 1" in refused.reason
    assert fine is None


def test_a_dashboard_whose_uid_stands_beside_it_is_read(server: GrafanaServer) -> None:
    server.server.other = json({"dashboard": {"title": "x"}, "meta": {"version": 3}})
    told = grafana(server).ask(dashboard("shop-1"))
    assert told is not None
    assert (told.json["uid"], told.version) == ("shop-1", 3)


def test_without_a_token_it_says_how_to_give_one(server: GrafanaServer) -> None:
    with pytest.raises(ServerError, match=r"wants to know who asks \(401\).*--grafana-token-file"):
        grafana(server, token="").ask(search(["observability"]))


def test_a_viewer_may_look_and_not_save(server: GrafanaServer) -> None:
    client = grafana(server, token=VIEWER)
    assert client.ask(search(["observability"])) == ()
    with pytest.raises(RefusedError, match="the token may not do this"):
        client.ask(_save())


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again(server: GrafanaServer, status: int) -> None:
    server.fail("GET /api/search", page("busy", status), times=2)
    sleeper = Sleeper()
    assert grafana(server, sleeper).ask(search([])) == ()
    assert sleeper.slept == [0.625, 1.25]


def test_it_is_left_alone_for_as_long_as_it_says(server: GrafanaServer) -> None:
    server.fail("GET", json({}, 429, Retry_After="7"))
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=50), usegmt=True)
    server.fail("GET", json({}, 503, Retry_After=later))
    sleeper = Sleeper()
    grafana(server, sleeper).ask(search([]))
    assert sleeper.slept[0] == 7 * 1.25
    # A machine that is busy takes some of it.
    assert 7 * 1.25 < sleeper.slept[1] <= 50 * 1.25
    server.fail("GET", json({}, 429, Retry_After="3600"))
    with pytest.raises(ServerError, match=r"asks to be left alone for 3600 s \(429\)"):
        grafana(server).ask(search([]))


def test_so_many_are_under_way_at_once_and_no_more(server: GrafanaServer) -> None:
    server.server.other = crowd(server.server, 3, server.answer)
    grafana(server, at_once=3).ask_all(dashboard(f"d-{number}") for number in range(20))
    assert server.server.most_open == 3


def test_all_pages_are_read(server: GrafanaServer) -> None:
    for number in range(PAGE + 5):
        server.make({"uid": f"d-{number:05}", "title": "x", "tags": ["observability"]})
    hits = grafana(server).ask_pages(lambda number: search(["observability"], number))
    assert len({hit.uid for hit in hits}) == len(hits) == PAGE + 5


def test_a_server_that_knows_no_pages_is_not_asked_for_ever(server: GrafanaServer) -> None:
    many = [{"uid": f"d-{number}", "title": "x"} for number in range(PAGE)]
    server.server.other = json(many)
    assert len(grafana(server).ask_pages(lambda number: folders("", number))) == PAGE
    assert len(server.server.asked) == 2


def test_nor_can_one_of_the_user(server: GrafanaServer) -> None:
    assert grafana(server).ask(folder("../admin?x")) is None
    assert server.server.asked[0].path == "/api/folders/..%2Fadmin%3Fx"


def test_a_grafana_that_is_elsewhere_on_the_server_is_told(server: GrafanaServer) -> None:
    elsewhere = Grafana(access(f"{server.url}/login", token=Secret(TOKEN)), Limits(attempts=1))
    with pytest.raises(ServerError, match="is a part of the path missing, or one too many"):
        elsewhere.ask(search([]))


def test_a_uid_of_the_server_cannot_lead_elsewhere(server: GrafanaServer) -> None:
    server.server.other = json(
        [{"uid": "../../admin", "title": "x"}, {"uid": "", "title": "x"}, {"uid": "d", "title": "x"}]
    )
    assert [hit.uid for hit in grafana(server).ask(search([]))] == ["d"]


@pytest.mark.parametrize("call", [dashboard, delete, newest_save])
def test_what_is_gone_is_an_answer(server: GrafanaServer, call: Callable[[str], Call[Any]]) -> None:
    assert grafana(server).ask(call("gone")) is None


def test_both_shapes_of_a_history_are_read(server: GrafanaServer) -> None:
    server.make(JSON, message="hello", version=3)
    for server.old_history in (False, True):
        told = grafana(server).ask(newest_save("shop-1"))
        assert told is not None
        assert (told.version, told.message) == (3, "hello")


def test_a_folder_is_made_inside_of_another(server: GrafanaServer) -> None:
    client = grafana(server)
    client.ask(create_folder("a", "A"))
    client.ask(create_folder("b", "B", "a"))
    assert [one.uid for one in client.ask(folders("a"))] == ["b"]
    with pytest.raises(RefusedError, match="409"):
        client.ask(create_folder("a", "A"))


def test_the_token_is_in_no_message_whatever_the_server_repeats(server: GrafanaServer) -> None:
    server.server.other = json({"message": f"who is Bearer {TOKEN}?\x1b[31m"}, 400)
    with pytest.raises(RefusedError) as caught:
        grafana(server).ask(search([]))
    assert TOKEN not in str(caught.value)
    assert "\x1b" not in str(caught.value)
    assert TOKEN not in repr(grafana(server))


def test_nor_does_another_host_get_it(server: GrafanaServer) -> None:
    with serving() as other:
        server.server.other = moved(other.url("/api/search"), 307)
        with pytest.raises(ServerError, match="where nothing was asked"):
            grafana(server).ask(search([]))
        assert other.asked == []


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(ServerError, match="nobody listens there"):
        Grafana(access("http://127.0.0.1:1"), Limits(attempts=1)).ask(search([]))
