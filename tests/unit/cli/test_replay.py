"""What the command says when the server, the files or the options are not as they should be."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from observability import cli
from observability.cli.exit_codes import ExitCode
from tests.support.webserver import Answer, Asked, Send, WebServer, close, moved, page, serving
from tests.unit.adapters.prometheus.asking import EMPTY, answer, refusal, success

TOKEN = "s3cr3t-t0k3n"  # noqa: S105 - the test's
RULES = """\
groups:
  - name: g
    interval: 1m
    rules:
      - {alert: QueueFull, expr: "queue_length > LIMIT"}
"""
MATRIX = {"resultType": "matrix", "result": []}


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as running:
        yield running


@pytest.fixture
def run(
    server: WebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Replays a change of a limit over the server, and returns the exit code and what was printed."""
    monkeypatch.chdir(tmp_path)
    for name, limit in (("old.yaml", "5"), ("new.yaml", "7")):
        Path(name).write_text(RULES.replace("LIMIT", limit))

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.run(["replay", "old.yaml", "new.yaml", "--until", "2026-01-01", *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err.replace(server.url(""), "SERVER")

    return run


async def nothing(_asked: Asked, _send: Send) -> None:
    close()


async def half(_asked: Asked, send: Send) -> None:
    await send(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"status":"succ')
    close()


async def silence(_asked: Asked, _send: Send) -> None:
    await asyncio.sleep(30)


@pytest.mark.parametrize(
    ("shape", "words", "code"),
    [
        (page("<html>Sign in"), "SERVER: answers with a web page, not as Prometheus does; is it a login", 3),
        (page("", 401), "SERVER: wants to know who asks (401); give it a token, or a user and a password", 3),
        (refusal(422, "execution", "no"), "SERVER: no (execution, 422)", 2),
        (page("", 503), "SERVER: is down, or has too much to do (503)", 3),
        (half, "SERVER: closes the connection before its answer is whole", 3),
        (nothing, "SERVER: closes the connection before its answer is whole", 3),
        (silence, "SERVER: does not answer in time", 3),
        (answer({"hits": []}), "SERVER: answers JSON, but not as Prometheus does", 3),
        (moved("https://login.example.org/"), "SERVER: sends us to https://login.example.org/, where nothing", 3),
    ],
    ids=["html", "401", "422", "503", "half", "nothing", "silence", "json", "elsewhere"],
)
def test_each_bad_answer_has_words_and_a_code(
    server: WebServer, run: Callable[..., tuple[int, str, str]], shape: Answer, words: str, code: int
) -> None:
    server.answers["/api/v1/query"] = shape
    found, out, err = run("--prometheus", server.url(""), "--timeout", "0.3" if "in time" in words else "30")
    assert (found, out) == (code, "")
    assert err.startswith(f"Error: {words}")


def healthy(server: WebServer, **other: Answer) -> None:
    """A server that has nothing, and says so."""
    server.answers |= {
        "/api/v1/query": success(EMPTY),
        "/api/v1/status/config": success({"yaml": "global:\n  evaluation_interval: 30s\n"}),
        "/api/v1/series": success([]),
        "/api/v1/query_range": success(MATRIX),
        **{f"/api/v1/{path}": shape for path, shape in other.items()},
    }


def test_a_server_that_has_nothing_is_no_firings(server: WebServer, run: Callable[..., tuple[int, str, str]]) -> None:
    healthy(server)
    code, out, err = run("--prometheus", server.url(""))
    assert (code, err) == (ExitCode.OK, "")
    assert out.count("no history: there is no queue_length") == 2
    assert "0 firings" not in out
    assert run("--prometheus", server.url(""), "--exit-code")[0] == ExitCode.FINDINGS


def test_a_server_that_does_not_count_is_told(server: WebServer, run: Callable[..., tuple[int, str, str]]) -> None:
    healthy(server)
    _, out, _ = run("--prometheus", server.url(""))
    assert "Note: the server does not count what it reads" in out


def test_an_expression_that_the_server_refuses_is_told_beside_the_others(
    server: WebServer, run: Callable[..., tuple[int, str, str]]
) -> None:
    healthy(server, query_range=refusal(422, "execution", "many-to-many matching"))
    code, out, _ = run("--prometheus", server.url(""))
    assert code == ExitCode.OK
    assert "old  the server refuses it: many-to-many matching (execution, 422)" in out


def test_a_server_that_hides_its_configuration_is_asked_nevertheless(
    server: WebServer, run: Callable[..., tuple[int, str, str]]
) -> None:
    healthy(server)
    server.answers["/api/v1/status/config"] = page("", 403)
    code, out, _ = run("--prometheus", server.url(""))
    assert code == ExitCode.OK
    assert "Note: the server does not tell how often it evaluates: 1m is assumed for groups without an interval" in out


def test_no_secret_is_printed(
    server: WebServer, run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def repeat(asked: Asked, send: Send) -> None:
        await refusal(422, "execution", f"you sent {asked.headers['authorization']}")(asked, send)

    healthy(server, query=repeat)
    Path("token").write_text(TOKEN)
    monkeypatch.setenv("PROMETHEUS_TOKEN", TOKEN)
    for arguments in ((), ("--prometheus-token-file", "token")):
        code, out, err = run("--prometheus", server.url(""), *arguments)
        assert code == ExitCode.INPUT
        assert "you sent ..." in err
        assert TOKEN not in out + err
    assert server.asked[-1].headers["authorization"] == f"Bearer {TOKEN}"
    code, out, err = run("--prometheus", f"http://anna:{TOKEN}@localhost")
    assert code == ExitCode.INPUT
    assert TOKEN not in out + err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--prometheus URL is missing: whose history?"),
        (("--since", "yesterday"), "--since: 'yesterday' is no time; write 7d, 2026-01-31 or 2026-01-31T10:00"),
        (("--since", "2026-02-01"), "--since is not before --until"),
        (("--interval", "often"), "--interval: 'often' is not a duration"),
        (("--interval", "0s"), "--interval: nothing is evaluated every 0s"),
        (("--alert", "QueueFul"), "--alert: there is no alert 'QueueFul' on either side"),
    ],
)
def test_what_cannot_be_meant_is_told_before_the_server_is_asked(
    server: WebServer, run: Callable[..., tuple[int, str, str]], arguments: tuple[str, ...], words: str
) -> None:
    given = ("--prometheus", server.url("")) if arguments else ()
    code, _, err = run(*given, *arguments)
    assert code == ExitCode.INPUT
    assert words in err
    assert server.asked == []


def test_a_file_that_cannot_be_read_on_one_side_does_not_look_as_if_its_alerts_were_gone(
    server: WebServer, run: Callable[..., tuple[int, str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    healthy(server)
    del run
    for side, limit in (("old", "5"), ("new", "7")):
        Path(side).mkdir()
        Path(side, "good.yaml").write_text(RULES.replace("LIMIT", limit))
        Path(side, "bad.yaml").write_text(RULES.replace("QueueFull", "Other").replace("LIMIT", "5"))
    Path("new", "bad.yaml").write_text(RULES + "  - [")
    code = cli.run(["replay", "old", "new", "--prometheus", server.url(""), "--until", "2026-01-01"])
    told = capsys.readouterr()
    assert code == ExitCode.INPUT
    assert "bad.yaml:" in told.err
    assert "QueueFull" in told.out
    assert "Other" not in told.out
