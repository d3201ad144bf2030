"""Credentials reach the server that was named, and nobody else: no other host, no message, no log, no traceback."""

import logging
import ssl
import subprocess
import traceback
from pathlib import Path
from typing import Any

import httpx
import pytest

from observability.adapters.api import same_server
from observability.adapters.prometheus import (
    Access,
    Limits,
    Prometheus,
    QueryError,
    Secret,
    ServerError,
    access,
    check_url,
    from_environment,
    query,
)
from observability.exceptions import UsageError
from tests.support.webserver import CERTIFICATE, Asked, Send, WebServer, moved, page, serving
from tests.unit.adapters.prometheus.asking import EMPTY, QUERY, refusal, success

TOKEN = "s3cr3t-t0k3n"  # noqa: S105 - the test's
_ONCE = Limits(attempts=1)


def asking(server: WebServer, **given: Any) -> Prometheus:
    return Prometheus(access(server.url(""), **(given or {"token": Secret(TOKEN)})), _ONCE)


def test_a_token_is_sent_as_a_header(server: WebServer) -> None:
    server.answers[QUERY] = success(EMPTY)
    asking(server).ask(query("x", 0))
    assert server.asked[0].headers["authorization"] == f"Bearer {TOKEN}"


def test_so_are_a_user_and_a_password(server: WebServer) -> None:
    server.answers[QUERY] = success(EMPTY)
    asking(server, user="anna", password=Secret("påss:word")).ask(query("x", 0))
    assert server.asked[0].headers["authorization"] == "Basic YW5uYTpww6Vzczp3b3Jk"


def test_a_server_that_does_not_accept_them_is_told_apart_from_one_that_wants_some(server: WebServer) -> None:
    server.answers[QUERY] = page("", 401)
    with pytest.raises(ServerError, match=r"does not accept the credentials that it was given \(401\)"):
        asking(server).ask(query("x", 0))


def test_no_other_host_gets_them(server: WebServer) -> None:
    with serving() as other:
        other.answers[QUERY] = success(EMPTY)
        server.answers[QUERY] = moved(other.url(f"{QUERY}?steal=1"), 307)
        with pytest.raises(ServerError, match="sends us to") as caught:
            asking(server).ask(query("x", 0))
        assert other.asked == []
    assert f"{other.url(QUERY)}, where nothing was asked" in str(caught.value)


def test_nor_does_a_file_of_passwords_add_any(
    server: WebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login anna password netrc\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    server.answers[QUERY] = success(EMPTY)
    Prometheus(access(server.url("")), _ONCE).ask(query("x", 0))
    assert "authorization" not in server.asked[0].headers


async def repeat(asked: Asked, send: Send) -> None:
    await refusal(422, "execution", f"you sent {asked.headers['authorization']}")(asked, send)


@pytest.mark.parametrize(
    "given", [{"token": Secret(TOKEN)}, {"user": "anna", "password": Secret(TOKEN)}], ids=["token", "password"]
)
def test_no_message_log_or_traceback_has_them(
    server: WebServer, caplog: pytest.LogCaptureFixture, given: dict[str, Any]
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answers[QUERY] = repeat
    client = asking(server, **given)
    with pytest.raises(QueryError) as caught:
        client.ask(query("x", 0))
    shown = "".join(traceback.format_exception(caught.value))
    header = client.access.authorization.reveal()
    for secret in (TOKEN, header, header.split()[1]):
        for text in (str(caught.value), repr(client), repr(client.access), caplog.text, shown):
            assert secret not in text
    assert "you sent ..." in str(caught.value)


@pytest.mark.parametrize("token", ["two words", "tok\nen", "tok\ten", "tøken"])
def test_a_token_that_no_header_can_hold_is_not_repeated(token: str) -> None:
    with pytest.raises(UsageError) as caught:
        access("http://localhost:9090", token=Secret(token))
    assert token not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("url", [f"http://anna:{TOKEN}@localhost", f"http://{TOKEN}@localhost", f"https://a:{TOKEN}@["])
def test_a_url_with_a_password_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        access(url)
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["localhost:9090", "ftp://x", "http://", "", "http://x?y=1", "http://x/#y", "http://x:y"]
)
def test_what_is_no_url_of_a_server_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        check_url(url)


def test_a_url_may_end_with_a_slash() -> None:
    assert check_url(" https://example.org:443/prometheus/ ") == "https://example.org/prometheus"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"token": Secret("x"), "user": "anna", "password": Secret("y")}, "not with both"),
        ({"user": "anna"}, "one of them is missing"),
        ({"password": Secret("y")}, "one of them is missing"),
        ({"user": "an:na", "password": Secret("y")}, "no colon"),
        ({"key": Path("k.pem")}, "without its certificate"),
        ({"authority": Path("none.pem")}, "none.pem holds no certificates: No such file"),
        ({"authority": Path(__file__)}, "holds no certificates: it is not PEM"),
        ({"certificate": CERTIFICATE}, "hold no certificate with its key"),
        ({"certificate": Path("none.pem")}, "No such file"),
    ],
)
def test_access_that_cannot_work_is_refused(given: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        access("http://localhost:9090", **given)


def test_an_encrypted_key_is_refused_without_a_question(tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    plain = CERTIFICATE.with_name("key.pem")
    subprocess.run(
        ["openssl", "ec", "-aes256", "-passout", "pass:x", "-in", plain, "-out", key], check=True, capture_output=True
    )
    with pytest.raises(UsageError, match="unencrypted"):
        access("https://localhost", certificate=CERTIFICATE, key=key)


def test_our_own_certificate_is_shown_to_a_server_that_asks_for_one() -> None:
    with serving(tls=True, host="127.0.0.1", clients=CERTIFICATE) as server:
        server.answers[QUERY] = success(EMPTY)
        url = server.url("", scheme="https")
        plain, shown = (
            access(url, authority=CERTIFICATE),
            access(url, authority=CERTIFICATE, certificate=CERTIFICATE, key=CERTIFICATE.with_name("key.pem")),
        )
        for one in (plain, shown):
            # The certificate of the tests is for good.test.
            one.trust.check_hostname = False
        assert Prometheus(shown, _ONCE).ask(query("x", 0)).value == ()
        with pytest.raises(ServerError):
            Prometheus(plain, _ONCE).ask(query("x", 0))


def test_tls_is_not_old() -> None:
    assert access("https://localhost").trust.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_a_secret_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SECRET", TOKEN)
    found = from_environment("A_SECRET")
    assert found is not None
    assert found.reveal() == TOKEN
    assert repr(found) == "Secret(...)"
    monkeypatch.setenv("A_SECRET", "")
    assert from_environment("A_SECRET") is None


def test_nothing_is_hidden_where_there_is_no_secret() -> None:
    assert Access("http://x").shown("plain words") == "plain words"


def test_a_password_is_not_shown_either_as_it_was_sent() -> None:
    given = access("http://localhost", user="anna", password=Secret("p"))
    sent = given.authorization.reveal().removeprefix("Basic ")
    assert sent not in given.shown(f"what is {sent}?")


@pytest.mark.parametrize("other", ["http://a:9090", "https://b:9090", "https://a:9091"])
def test_another_scheme_host_or_port_is_another_server(other: str) -> None:
    there = httpx.URL("https://a:9090/x")
    assert same_server(there, httpx.URL("https://a:9090/y"))
    assert not same_server(there, httpx.URL(other))
