"""Where a server is, and who asks it. Secrets come as `Secret`, never as part of a URL."""

import ssl
from base64 import b64encode
from ipaddress import ip_address
from pathlib import Path

import httpx
from attrs import field, frozen

from observability.adapters.api.secret import Secret
from observability.adapters.trust import usual_trust
from observability.exceptions import UsageError


@frozen
class Access:
    """`url` is the address under which `/api/v1` stands, without a slash at its end."""

    url: str
    authorization: Secret = field(factory=lambda: Secret(""))
    secrets: tuple[Secret, ...] = ()
    trust: ssl.SSLContext = field(factory=lambda: usual_trust(environment=True), repr=False)

    def shown(self, text: str) -> str:
        """A server's text without our secrets, on one line, and not for ever."""
        for secret in (self.authorization, Secret(self.authorization.reveal().partition(" ")[2]), *self.secrets):
            text = secret.kept_out(text)
        line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in " ".join(text.split()))
        return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}..."


_LONGEST = 500


_EXAMPLE = "http://localhost:9090"


def access(
    url: str,
    *,
    token: Secret | None = None,
    user: str = "",
    password: Secret | None = None,
    authority: Path | None = None,
    certificate: Path | None = None,
    key: Path | None = None,
    example: str = _EXAMPLE,
) -> Access:
    """The access to a server: with a bearer token, or a user and a password, or neither.

    `authority` holds the certificates that are trusted instead of the usual ones; `certificate` and `key` are ours, for
    servers that ask for one; both may stand in one file. All are PEM.

    Raises:
        UsageError: no URL of a server, credentials that contradict each other, files that hold no certificates.
    """
    if token and (user or password):
        raise UsageError("a server is asked with a token or with a user and a password, not with both")
    if bool(user) != bool(password):
        raise UsageError("a user and a password belong together, and one of them is missing")
    if key and not certificate:
        raise UsageError(f"{key} is a key without its certificate")
    secrets = tuple(secret for secret in (token, password) if secret)
    header = _bearer(token) if token else _basic(user, password) if password else Secret("")
    return Access(check_url(url, example), header, secrets, _trust(authority, certificate, key))


def check_url(text: str, example: str = _EXAMPLE) -> str:
    """The URL of a server, without a slash at its end; `example` is told where it is none.

    Raises:
        UsageError: it is none, or holds a password, which is not repeated.
    """
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, ValueError):
        raise UsageError(f"the server's URL is none; write {example}") from None
    if "@" in text.partition("://")[2].partition("/")[0] or url.userinfo:
        raise UsageError(
            "the server's URL must not hold a user or a password; give them in a file or in the environment"
        )
    if url.scheme not in ("http", "https") or not url.host:
        raise UsageError(f"{text!r} is no URL of a server; write {example}")
    if url.query or url.fragment:
        raise UsageError("the server's URL ends with its path; leave out what follows ? and #")
    return str(url).rstrip("/")


def is_private(url: str) -> bool:
    """Whether nobody on the way can read what is sent there: it is encrypted, or stays on this machine."""
    there = httpx.URL(url)
    if there.scheme == "https" or there.host == "localhost":
        return True
    try:
        return ip_address(there.host).is_loopback
    except ValueError:
        return False


def _bearer(token: Secret) -> Secret:
    if not _fits(token.reveal()) or " " in token.reveal():
        raise UsageError("the token holds what no token has: spaces, line breaks or letters beyond ASCII")
    return Secret(f"Bearer {token.reveal()}")


def _basic(user: str, password: Secret) -> Secret:
    if ":" in user:
        raise UsageError("a user's name has no colon")
    return Secret(f"Basic {b64encode(f'{user}:{password.reveal()}'.encode()).decode()}")


def _fits(text: str) -> bool:
    # What no header may hold would be repeated by the library that refuses it.
    return text.isascii() and text.isprintable()


def _trust(authority: Path | None, certificate: Path | None, key: Path | None) -> ssl.SSLContext:
    if not (authority or certificate):
        return usual_trust(environment=False)
    try:
        trust = ssl.create_default_context(cafile=authority) if authority else httpx.create_ssl_context(trust_env=False)
    except OSError as error:
        raise UsageError(f"{authority} holds no certificates: {_why(error)}") from None
    if certificate:
        try:
            # Without a password, OpenSSL would ask for one at the terminal.
            trust.load_cert_chain(certificate, key, password="")
        except OSError as error:
            files = f"{certificate} and {key}" if key else f"{certificate}"
            raise UsageError(f"{files} hold no certificate with its key, unencrypted: {_why(error)}") from None
    return trust


def _why(error: OSError) -> str:
    if isinstance(error, ssl.SSLError):
        return "it is not PEM, or the two do not belong together"
    return error.strerror or "it cannot be read"
