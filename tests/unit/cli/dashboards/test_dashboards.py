"""The commands `dashboards push` and `dashboards drift`: exit codes, what is said where, and where the token goes."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from observability import cli
from tests.support.grafana import TOKEN, GrafanaServer, grafana_server
from tests.support.repository import Repository
from tests.support.webserver import CERTIFICATE, page, serving
from tests.unit.delivering.delivery import dashboard, write

_NOT_LET_IN = "does not accept the token (401): it is wrong, has expired, or is another organisation's"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[GrafanaServer]:
    with grafana_server() as running:
        monkeypatch.setenv("GRAFANA_TOKEN", TOKEN)
        yield running


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, {"fleet": dashboard("fleet"), "payments/checkout": dashboard("checkout")})
    return tmp_path


def run(server: GrafanaServer, root: Path, command: str, *more: str) -> int:
    return cli.run(["dashboards", command, str(root), "--grafana", server.url, *more])


def test_what_is_sent_is_said(server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(server, root, "push") == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "created the folder 'payments'",
        f"created 'Fleet' ({root}/production/grafana/dashboards/fleet.json)",
        f"created 'Checkout' ({root}/production/grafana/dashboards/payments/checkout.json)",
        f"{server.url}: 2 created, 0 unchanged",
    ]
    assert err == ""
    assert run(server, root, "push") == 0
    assert capsys.readouterr().out == f"{server.url}: 2 unchanged\n"


def test_a_dry_run_sends_nothing_and_tells_what_differs(
    server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(server, root, "push")
    write(
        root,
        {
            "fleet": dashboard("fleet"),
            "shop/checkout": dashboard("checkout", refresh="5m"),
            "shop/new": dashboard("new"),
        },
    )
    server.forget()
    capsys.readouterr()
    assert run(server, root, "push", "--dry-run") == 0
    assert server.sent == []
    assert capsys.readouterr().out.splitlines() == [
        "would create the folder 'shop'",
        f"would update 'Checkout' ({root}/production/grafana/dashboards/shop/checkout.json)",
        "  moves to the folder 'shop'",
        "  refresh: `1m` became `5m`",
        f"would create 'New' ({root}/production/grafana/dashboards/shop/new.json)",
        f"{server.url}: 1 would be created, 1 would be updated, 1 unchanged",
    ]


def test_what_is_not_sent_makes_it_fail(server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(server, root, "push")
    server.edit("checkout", lambda json: json.update(title="Mine\x1b[31m"))
    capsys.readouterr()
    assert run(server, root, "push") == 1
    out, err = capsys.readouterr()
    assert out == f"{server.url}: 1 unchanged\n"
    assert "'Checkout' was changed in Grafana since we pushed it by anna on 2026-11-26" in err
    assert "\x1b" not in err
    assert run(server, root, "drift") == 1
    assert run(server, root, "push", "--overwrite-changed") == 0
    assert run(server, root, "drift") == 0


def test_drift_is_told_in_any_format(server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(server, root, "drift", "--format", "json") == 1
    out, err = capsys.readouterr()
    assert [found["check"] for found in orjson.loads(out)["findings"]] == ["dashboard-missing"] * 2
    assert err == f"2 errors in 2 files: 2 dashboards on {server.url}\n"


def test_a_copy_is_no_drift(server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(server, root, "push")
    server.make(dashboard("copy"))
    capsys.readouterr()
    assert run(server, root, "drift") == 0
    assert capsys.readouterr().err == f"No drift: 2 dashboards on {server.url}\n"


def test_a_server_that_gives_up_is_missing(
    server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.fail("POST /api/dashboards/db", page("sign in", 401), times=9)
    assert run(server, root, "push", "--concurrency", "1") == 3
    out, err = capsys.readouterr()
    assert out == "created the folder 'payments'\n"
    assert err.splitlines() == [
        f"{server.url}: 0 unchanged",
        f"It ended early: {server.url}: {_NOT_LET_IN}",
        "Under way, and perhaps sent: Fleet",
        "Not sent: 1 dashboard: Checkout",
        "Push again: what was sent is not sent a second time",
    ]


def test_a_wrong_token_is_told_before_anything_is_sent(
    server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAFANA_TOKEN", "glsa_0ld")
    assert run(server, root, "push") == 3
    told = "".join(capsys.readouterr())
    assert "does not accept the token (401)" in told
    assert "glsa_0ld" not in told


def test_so_is_one_that_may_not_look(server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refusal = page(b'{"message":"no"}', 403, Content_Type="application/json")
    server.fail("GET /api/search", refusal, times=2)
    for command in ("push", "drift"):
        assert run(server, root, command) == 3
        assert "the token may not do this (403: no); it takes dashboards:read" in capsys.readouterr().err
    assert server.sent == []


def test_a_dashboard_that_is_another_is_not_told_line_by_line(
    server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(server, root, "push")
    capsys.readouterr()
    write(root, {"fleet": dashboard("fleet", **{f"field{number}": number for number in range(70)})})
    assert run(server, root, "push", "--dry-run") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2] == "  and 20 more"
    assert len(lines) == 1 + 50 + 1 + 1


def test_a_token_in_a_file_comes_first(server: GrafanaServer, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAFANA_TOKEN", "glsa_0ld")
    (root / "token").write_text(f"{TOKEN}\n")
    assert run(server, root, "push", "--grafana-token-file", str(root / "token")) == 0


def test_no_token_travels_openly_unless_told(
    server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # An address of this machine that does not say so.
    arguments = ["dashboards", "push", str(root), "--grafana", server.server.url("", "0.0.0.0")]  # noqa: S104 - asked
    assert cli.run(arguments) == 2
    assert "gets no token or password over http://, where everybody on the way could read it" in capsys.readouterr().err
    assert server.server.asked == []
    assert cli.run([*arguments, "--plain-http"]) == 0


def test_a_server_with_a_certificate_of_its_own_is_trusted_when_told(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAFANA_TOKEN", TOKEN)
    with serving(tls=True) as web:
        arguments = ["dashboards", "push", str(root), "--grafana", web.url("", scheme="https")]
        assert cli.run(arguments) == 3
        assert "self-signed certificate" in capsys.readouterr().err
        # It is another host's, and that is what is wrong with it now.
        assert cli.run([*arguments, "--grafana-ca", str(CERTIFICATE)]) == 3
        assert "IP address mismatch" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--prune", "--service", "checkout"], "--prune needs to know all dashboards, and --service names a few"),
        (["--service", "chekout"], "there is no dashboard of chekout in"),
        (["--environment", "prod"], "has no environment 'prod'; there are: production"),
    ],
)
def test_what_cannot_work_is_told(
    server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str], more: list[str], words: str
) -> None:
    assert run(server, root, "push", *more) == 2
    assert words in capsys.readouterr().err
    assert server.server.asked == []


def test_a_folder_that_is_not_there_is_told(
    server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(server, root, "push", "--folder", "top") == 2
    assert "has no folder with the uid 'top'; its URL there ends with the uid" in capsys.readouterr().err
    assert server.sent == []


def test_the_url_holds_no_password(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["dashboards", "push", str(root), "--grafana", "https://anna:pa55@grafana.example.org"]) == 2
    assert "pa55" not in capsys.readouterr().err


def test_the_others_are_not_left_over_where_one_service_is_sent(
    server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(server, root, "push")
    capsys.readouterr()
    assert run(server, root, "push", "--service", "fleet") == 0
    assert capsys.readouterr() == (f"{server.url}: 1 unchanged\n", "")
    assert run(server, root, "drift", "--service", "fleet") == 0


def test_only_one_service_is_sent(server: GrafanaServer, root: Path) -> None:
    assert run(server, root, "push", "--service", "checkout", "--message", "hello") == 0
    assert list(server.dashboards) == ["checkout"]
    assert server.dashboards["checkout"].message.startswith("observability: hello [content ")


def test_the_history_names_the_revision(server: GrafanaServer, tmp_path: Path) -> None:
    repository = Repository.start(tmp_path / "repository")
    build = repository.folder / "build"
    write(build, {"fleet": dashboard("fleet")})
    revision = repository.commit(README="hello")[:12]
    assert run(server, build, "push") == 0
    assert server.dashboards["fleet"].message.startswith(f"observability: revision {revision} [content ")
    repository.write("README", "changed")
    write(build, {"fleet": dashboard("fleet", refresh="5m")})
    assert run(server, build, "push") == 0
    assert server.dashboards["fleet"].message.startswith(f"observability: revision {revision}-dirty [content ")


def test_a_push_may_be_told_to_programs_and_into_files(
    server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = root / "push.md"
    assert run(server, root, "push", "--dry-run", "--format", "json", "--report", f"markdown={review}") == 0
    out, err = capsys.readouterr()
    told = orjson.loads(out)
    assert [one["title"] for one in told["dashboards"]] == ["Fleet", "Checkout"]
    assert told["dry_run"] is True
    assert err == f"{server.url}: 2 would be created, 0 unchanged\n"
    assert "| create | Checkout | payments |" in review.read_text()


def test_beside_the_lines_on_a_terminal_a_file_has_the_push_too(
    server: GrafanaServer, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root / "push.json"
    assert run(server, root, "push", "--report", f"json={file}") == 0
    assert "created 'Checkout'" in capsys.readouterr().out
    assert [one["deed"] for one in orjson.loads(file.read_bytes())["dashboards"]] == ["create", "create"]
