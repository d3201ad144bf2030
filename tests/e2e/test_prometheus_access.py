"""A real Prometheus that speaks TLS alone, wants a password, and a certificate of its clients."""

import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from attrs import frozen

from observability import cli
from observability.adapters.api import Crowd, Limits, Means, Reply, ServerError, access, turned_away
from observability.adapters.tools import PROMETHEUS, provide
from observability.adapters.web import Trouble
from observability.adapters.web.hosts import LostError
from tests.e2e.processes import free_port, until
from tests.support.progress import silent

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("servers")]

PASSWORD = "s3cr3t"  # noqa: S105 - the test's
# Of that password, by bcrypt.
HASH = "$2b$04$krXljMQMjhQ0vAM/B/3sTO/Bbw3yO8puMr5oMkItgWusujxjGp8hK"
RULES = "groups: [{name: g, rules: [{alert: A, expr: up > LIMIT}]}]\n"
Run = Callable[..., int]


@frozen
class Guarded:
    """The server's URL, and the folder with the files that open it."""

    url: str
    folder: Path


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder, port = tmp_path_factory.mktemp("guarded"), free_port()
    certificate = ("-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=test")
    made = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", *certificate)
    subprocess.run(
        ["openssl", "req", "-x509", *made, "-addext", "subjectAltName=IP:127.0.0.1"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    tls = {"cert_file": "cert.pem", "key_file": "key.pem", "client_ca_file": "cert.pem"}
    web = {
        "tls_server_config": {**tls, "client_auth_type": "RequireAndVerifyClientCert"},
        "basic_auth_users": {"anna": HASH},
    }
    (folder / "web.yaml").write_text(yaml.safe_dump(web))
    (folder / "prometheus.yaml").write_text("{}")
    (folder / "password").write_text(f"{PASSWORD}\n")
    (folder / "wrong").write_text("guessed\n")
    for side, limit in (("old", "1"), ("new", "2")):
        (folder / f"{side}.yaml").write_text(RULES.replace("LIMIT", limit))
    files = ("--config.file=prometheus.yaml", "--web.config.file=web.yaml", "--storage.tsdb.path=data")
    listen = f"--web.listen-address=127.0.0.1:{port}"
    with (folder / "log").open("wb") as log:
        program = subprocess.Popen([provide(PROMETHEUS, silent), *files, listen], cwd=folder, stdout=log, stderr=log)
    try:
        until(lambda: _listens(port), 180, lambda: (folder / "log").read_text())
        yield Guarded(f"https://127.0.0.1:{port}", folder)
    finally:
        program.terminate()
        program.wait(timeout=10)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def run(server: Guarded, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(server.folder)

    def run(*arguments: str) -> int:
        return cli.run(["replay", "old.yaml", "new.yaml", "--prometheus", server.url, "--since", "1h", *arguments])

    return run


TRUSTED = ("--prometheus-ca", "cert.pem")
KNOWN = (*TRUSTED, "--prometheus-cert", "cert.pem", "--prometheus-key", "key.pem")


def test_who_has_all_of_it_is_answered(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*KNOWN, "--prometheus-user", "anna", "--prometheus-password-file", "password") == 0
    assert "no history: there is no up" in capsys.readouterr().out


def test_the_password_may_come_from_the_environment(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROMETHEUS_PASSWORD", PASSWORD)
    assert run(*KNOWN, "--prometheus-user", "anna") == 0
    assert PASSWORD not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*KNOWN,), "wants to know who asks (401); give it a token, or a user and a password"),
        (
            (*KNOWN, "--prometheus-user", "anna", "--prometheus-password-file", "wrong"),
            "does not accept the credentials that it was given (401)",
        ),
        ((*KNOWN, "--prometheus-token-file", "password"), "does not accept the credentials that it was given (401)"),
        ((), "has a certificate that is not trusted (self-signed certificate)"),
        ((*TRUSTED,), "asks for a certificate of ours, and takes none or not this one"),
    ],
    ids=["no password", "wrong password", "a token", "no authority", "no certificate"],
)
def test_who_lacks_something_is_told_what(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert run(*arguments) == 3
    told = capsys.readouterr()
    assert words in told.err
    assert PASSWORD not in told.out + told.err


def test_who_is_turned_away_hears_it_also_where_the_connection_was_lost_before(
    server: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which of the two comes first is a matter of the machine's other work."""

    async def lost() -> Reply:
        raise LostError(Trouble.CLOSED)

    def told(**given: Path) -> str:
        crowd = Crowd(access(server.url, authority=Path("cert.pem"), **given), Limits(attempts=1), Means())
        with pytest.raises(ServerError) as caught:
            crowd.ask(["x"], lambda _transport, _call: crowd.patiently(lost))
        return str(caught.value)

    monkeypatch.chdir(server.folder)
    monkeypatch.setattr(turned_away, "_PATIENCE", 2.0)
    assert "asks for a certificate of ours, and takes none or not this one" in told()
    assert "closes the connection before its answer is whole" in told(certificate=Path("cert.pem"), key=Path("key.pem"))
