from pathlib import Path

import click
import pytest

from observability.adapters.prometheus import Prometheus
from observability.cli.prometheus_options import prometheus_options
from observability.exceptions import UsageError

SERVER = ("--prometheus", "http://localhost:9090")


def asked(*arguments: str) -> Prometheus | None:
    """The server that a command gets."""
    given: list[Prometheus | None] = []

    @click.command()
    @prometheus_options
    def command(prometheus: Prometheus | None) -> int:
        given.append(prometheus)
        return 0

    command.main(list(arguments), standalone_mode=False)
    return given[0]


def header(*arguments: str) -> str:
    found = asked(*SERVER, *arguments)
    assert found is not None
    return found.access.authorization.reveal()


@pytest.fixture
def token(tmp_path: Path) -> str:
    file = tmp_path / "token"
    file.write_text("from-file\n")
    return str(file)


def test_no_server_is_asked_unless_one_is_named() -> None:
    assert asked() is None


def test_a_token_comes_from_a_file_or_the_environment_and_the_file_first(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert header() == ""
    monkeypatch.setenv("PROMETHEUS_TOKEN", "from-environment")
    assert header() == "Bearer from-environment"
    assert header("--prometheus-token-file", token) == "Bearer from-file"


def test_so_does_a_password_and_then_no_token_is_sent(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMETHEUS_TOKEN", "t")
    monkeypatch.setenv("PROMETHEUS_PASSWORD", "p")
    assert header("--prometheus-user", "anna") == "Basic YW5uYTpw"
    assert header("--prometheus-user", "anna", "--prometheus-password-file", token) == "Basic YW5uYTpmcm9tLWZpbGU="


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*SERVER, "--prometheus-user", "anna"), "needs --prometheus-password-file FILE, or \\$PROMETHEUS_PASSWORD"),
        (("--prometheus-user", "anna"), "are for --prometheus URL"),
        ((*SERVER, "--prometheus-key", "key.pem"), "without its certificate"),
        (("--prometheus", "http://a:s3cr3t@x"), "must not hold a user or a password"),
    ],
)
def test_what_cannot_work_is_refused(arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        asked(*arguments)


@pytest.mark.parametrize(
    "credentials", [("--prometheus-token-file",), ("--prometheus-user", "anna", "--prometheus-password-file")]
)
def test_credentials_do_not_travel_openly_unless_told(token: str, credentials: tuple[str, ...]) -> None:
    arguments = ("--prometheus", "http://prometheus:9090", *credentials, token)
    with pytest.raises(UsageError, match=r"gets no token or password over http://.*say --plain-http"):
        asked(*arguments)
    assert asked(*arguments, "--plain-http") is not None


def test_without_credentials_any_server_is_asked() -> None:
    assert asked("--prometheus", "http://prometheus:9090") is not None


def test_how_hard_it_is_asked_is_an_option() -> None:
    found = asked(*SERVER, "--concurrency", "9", "--timeout", "3")
    assert found is not None
    assert (found.limits.at_once, found.limits.seconds) == (9, 3)
