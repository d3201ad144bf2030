"""Links into the web, judged: a real server plays each case."""

import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest

from observability import cli
from observability.adapters.web import Limits, Means
from observability.auditing import Online
from tests.support.webserver import WebServer, moved, page, serving
from tests.unit.auditing.repository import Repository, alert


async def at_home(_host: str, _port: int) -> Sequence[str]:
    return ["127.0.0.1"]


async def at_once(seconds: float) -> None:
    """No time passes."""


def online(**more: Any) -> Online:
    limits = Limits(seconds=30, allowed=frozenset({"127.0.0.1", "login.test", "other.test"}))
    return Online(limits=limits, means=Means(lambda: 0.5, at_once, at_home), **more)


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as running:
        yield running


def judged(repository: Repository, url: str, **more: Any) -> list[tuple[str, str]]:
    """Kind and message of what is said of a link to this URL."""
    repository.rules(alert(url=url))
    found = repository.audit(online=online(**more)).problems
    return [(problem.kind, problem.finding.message) for problem in found]


GOOD = '<title>Shop</title><h1 id="top">Shop</h1><h2 id="user-content-full">Full</h2><a name="old"></a>'


@pytest.mark.parametrize("anchor", ["", "#top", "#full", "#old", "#/route", "#:~:text=Shop"])
def test_a_page_that_is_there_is_fine(repository: Repository, server: WebServer, anchor: str) -> None:
    server.answers["/shop"] = page(GOOD)
    assert judged(repository, server.url(f"/shop{anchor}")) == []


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ("<title>Page not found | Wiki</title>", "broken", "the page says that there is none"),
        ("<title>Wiki</title><h1>\n  404 - Not found </h1>", "broken", "the page says that there is none"),
        ("<title>404</title>", "broken", "the page says that there is none"),
        ("<title>Seite nicht gefunden - Wiki</title>", "broken", "the page says that there is none"),
        ("<title>Wiki</title><form><INPUT name=p type='password'></form>", "unknown", "it asks for a login"),
        ('<meta http-equiv="refresh" content="0; url=/other">', "unknown", "it sends its reader on to another page"),
    ],
)
def test_a_page_that_is_none_is_not_fine(
    repository: Repository, server: WebServer, body: str, kind: str, words: str
) -> None:
    server.answers["/shop"] = page(body)
    ((found, message),) = judged(repository, server.url("/shop"))
    assert found == kind
    assert message == f"alert 'QueueFull' leads to {server.url('/shop')}: {words}"


@pytest.mark.parametrize(
    "title", ["Too many 404 errors", "TargetNotFound", "Runbook: 404", "DNS: name not found by resolver"]
)
def test_a_page_about_what_is_not_found_is_one(repository: Repository, server: WebServer, title: str) -> None:
    server.answers["/shop"] = page(f"<title>{title}</title><h1>{title}</h1>")
    assert judged(repository, server.url("/shop")) == []


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (404, "broken", "there is no such page (404)"),
        (410, "broken", "there is no such page (410)"),
        (400, "broken", "it answers with 400"),
        (401, "unknown", "it wants to know who asks (401)"),
        (403, "unknown", "it does not let us in (403)"),
        (408, "unknown", "an error (408)"),
        (429, "unknown", "it was asked too often (429)"),
        (500, "unknown", "its server has an error (500)"),
        (503, "unknown", "its server has an error (503)"),
    ],
)
def test_a_status_is_a_verdict(repository: Repository, server: WebServer, status: int, kind: str, words: str) -> None:
    server.answers["/shop"] = page("<h1>Shop</h1>", status)
    ((found, message),) = judged(repository, server.url("/shop"))
    assert found == kind
    assert words in message


def test_the_way_is_told(repository: Repository, server: WebServer) -> None:
    server.answers |= {"/a": moved("/b"), "/b": moved("/c", 301)}
    a, b, c = map(server.url, ("/a", "/b", "/c"))
    ((kind, message),) = judged(repository, a)
    assert kind == "broken"
    assert message.endswith(f"there is no such page (404), by way of {a} (302) -> {b} (301) -> {c} (404)")


def test_a_login_elsewhere_is_no_page(repository: Repository, server: WebServer) -> None:
    server.answers |= {"/a": moved("/sso/login?next=/a"), "/sso/login": page("<h1>Welcome</h1>")}
    assert judged(repository, server.url("/a"))[0][0] == "unknown"
    server.answers |= {"/a": moved(server.url("/x", "login.test")), "/x": page("<h1>Welcome</h1>")}
    assert "it asks for a login" in judged(repository, server.url("/a"))[0][1]


@pytest.mark.parametrize("path", ["/runbooks/auth", "/login", "/sso/session"])
def test_a_page_about_logins_is_one(repository: Repository, server: WebServer, path: str) -> None:
    server.answers[path] = page(GOOD)
    assert judged(repository, server.url(path)) == []


def test_the_front_page_is_not_the_page(repository: Repository, server: WebServer) -> None:
    server.answers |= {"/a": moved("/"), "/": page("<h1>Welcome</h1>")}
    assert "it leads to the front page" in judged(repository, server.url("/a"))[0][1]
    assert judged(repository, server.url("/")) == []


def test_a_page_that_moved_for_good_has_a_new_address(repository: Repository, server: WebServer) -> None:
    server.answers |= {"/a": moved("/b", 301), "/b": moved("/c", 308), "/c": moved("/d"), "/d": page()}
    repository.rules(alert(url=server.url("/a")))
    (problem,) = repository.audit(online=online()).problems
    assert problem.kind == "moved"
    assert problem.finding.hint == f"link to {server.url('/c')}"
    server.answers["/a"] = moved("/d")
    assert judged(repository, server.url("/a")) == []


def test_a_section_that_is_not_there_is_broken(repository: Repository, server: WebServer) -> None:
    server.answers["/shop"] = page(GOOD)
    assert judged(repository, server.url("/shop#gone")) == [
        ("broken", f"alert 'QueueFull' leads to {server.url('/shop')}, and there is no section #gone")
    ]


def test_nobody_can_tell_sections_of_what_was_not_read(repository: Repository, server: WebServer) -> None:
    server.answers["/long"] = page(GOOD + "x" * (1 << 20))
    assert judged(repository, server.url("/long#gone"))[0][0] == "unknown"
    assert judged(repository, server.url("/long#top")) == []
    server.answers["/app"] = page("<title>App</title><script src=app.js></script>")
    assert judged(repository, server.url("/app#gone"))[0][0] == "unknown"


def test_a_private_address_is_unknown_unless_allowed(repository: Repository, server: WebServer) -> None:
    server.answers["/shop"] = page(GOOD)
    ((kind, message),) = judged(repository, server.url("/shop", "innocent.test"))
    assert kind == "unknown"
    assert "its host is not of the public internet, and was not allowed by name" in message
    assert server.asked == []


def test_a_password_in_a_link_is_not_repeated(repository: Repository, server: WebServer) -> None:
    ((kind, message),) = judged(repository, server.url("/shop").replace("//", "//somebody:pa@ss@"))
    assert kind == "unknown"
    assert "leads to http://...@" in message
    assert "pa@ss" not in message


def test_nothing_of_a_page_is_repeated(repository: Repository, server: WebServer) -> None:
    server.answers["/shop"] = page("<title>404</title>Secret", 200, Server="Secret", X_Powered_By="Secret")
    repository.rules(alert(url=server.url("/shop")))
    assert "Secret" not in "".join(line for *_, line in repository.findings(online=online()))


def test_a_redirect_cannot_paint_the_terminal(
    repository: Repository, server: WebServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/shop"] = moved("/\x1b[31m\x9bred")
    repository.rules(alert(url=server.url("/shop")))
    assert cli.run(["runbooks", "audit", "rules.yaml", "--online", "--allow", "127.0.0.1"]) == 1
    assert all(char.isprintable() or char == "\n" for char in capsys.readouterr().out)


def test_one_url_is_asked_once_for_all_alerts_and_sections(repository: Repository, server: WebServer) -> None:
    server.answers["/shop"] = page(GOOD)
    anchors = ("", "#top", "#full", "#gone")
    repository.rules(*(alert(f"A{n}", server.url(f"/shop{anchor}")) for n, anchor in enumerate(anchors * 5)))
    assert len(repository.audit(online=online()).problems) == 5
    assert [method for method, _ in server.requests] == ["HEAD", "GET"]


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_what_was_there_is_not_asked_for_again_for_a_while(
    repository: Repository, server: WebServer, tmp_path: Path
) -> None:
    server.answers["/shop"] = page(GOOD)
    clock, url = Clock(), server.url("/shop#full")
    remembering = {"cache": tmp_path / "links.json", "seconds": 1000.0, "clock": clock}
    assert judged(repository, url, **remembering) == []
    asked = len(server.asked)
    clock.now += 499
    assert judged(repository, url, **remembering) == []
    assert len(server.asked) == asked
    assert judged(repository, server.url("/shop#top"), **remembering) == []
    assert len(server.asked) > asked  # another section was not looked for
    asked = len(server.asked)
    clock.now += 1000
    judged(repository, server.url("/shop#top"), **remembering)
    assert len(server.asked) > asked


def test_what_was_not_there_is_asked_for_again(repository: Repository, server: WebServer, tmp_path: Path) -> None:
    remembering = {"cache": tmp_path / "links.json", "clock": Clock()}
    assert judged(repository, server.url("/shop"), **remembering)[0][0] == "broken"
    server.answers["/shop"] = page(GOOD)
    assert judged(repository, server.url("/shop"), **remembering) == []


def test_a_cache_tells_without_the_network(repository: Repository, tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    with serving() as server:
        there, gone = server.url("/shop"), server.url("/gone")
        server.answers["/shop"] = page(GOOD)
        repository.rules(alert(url=there), alert("B", gone))
        repository.audit(online=online(cache=cache))
    repository.rules(alert(url=there), alert("B", gone), alert("C", "https://unknown.test/"))
    before = cache.read_bytes()
    found = repository.audit(online=Online(asks=False, cache=cache)).problems
    assert [(problem.kind, problem.finding.message.partition("'")[2][0]) for problem in found] == [
        ("broken", "B"),
        ("unknown", "C"),
    ]
    assert cache.read_bytes() == before


def test_who_is_interrupted_goes_on_from_there(repository: Repository, server: WebServer, tmp_path: Path) -> None:
    def interrupt(done: int, _total: int) -> None:
        if done == 2:
            signal.raise_signal(signal.SIGINT)

    server.answers |= {f"/{n}": page(GOOD) for n in range(9)}
    repository.rules(*(alert(f"A{n}", server.url(f"/{n}")) for n in range(9)))
    with pytest.raises(KeyboardInterrupt):
        repository.audit(online=online(cache=tmp_path / "links.json", done=interrupt))
    assert 2 <= len(orjson.loads((tmp_path / "links.json").read_bytes())["verdicts"]) < 9


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version": 1, "verdicts": {"x": {}}}', b'{"version": 2}', b"\xff"]
)
def test_a_cache_that_is_none_is_written_anew(
    repository: Repository, server: WebServer, tmp_path: Path, content: bytes
) -> None:
    cache = tmp_path / "links.json"
    cache.write_bytes(content)
    server.answers["/shop"] = page(GOOD)
    assert judged(repository, server.url("/shop"), cache=cache) == []
    assert list(orjson.loads(cache.read_bytes())["verdicts"]) == [server.url("/shop")]


def test_the_command_asks_only_if_it_is_told_to(
    repository: Repository, server: WebServer, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.rules(alert(url=server.url("/shop")))
    assert cli.run(["runbooks", "audit", "rules.yaml"]) == 0
    assert "1 of them lead into the web, where nobody looked" in capsys.readouterr().err
    assert server.asked == []
    assert cli.run(["runbooks", "audit", "rules.yaml", "--online"]) == 0
    assert "was not asked" in capsys.readouterr().out
    assert server.asked == []
    command = ["runbooks", "audit", "rules.yaml", "--online", "--allow", "127.0.0.1", "--cache", "links.json"]
    assert cli.run(command) == 1
    assert "there is no such page (404)" in capsys.readouterr().out
    assert cli.run(["runbooks", "audit", "rules.yaml", "--offline-from", "links.json"]) == 1
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--offline-from", "rules.yaml", "--online"], "--offline-from asks nobody"),
        (["--cache", "x.json"], "--cache and --allow are for --online"),
        (["--online", "--cache-for", "soon"], "'soon' is not a duration"),
        (["--url", "https://x.org/"], "{path} must stand in this URL once"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_options_that_make_no_sense_are_told(
    capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    assert cli.run(["runbooks", "audit", "rules.yaml", *options]) == 2
    assert words in capsys.readouterr().err
