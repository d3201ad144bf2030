"""URLs that people will click on."""

import re
from urllib.parse import urlsplit

from observability.descriptor.report import RefusedError

_SCHEME = re.compile(r"\s*[a-zA-Z][a-zA-Z0-9+.-]*:")
_STRANGE = re.compile(r"[\s<>\"\\^`\x00-\x1f\x7f]")
_DATA_SOURCE = re.compile(r"[a-zA-Z0-9_-]{1,40}", re.ASCII)


def has_scheme(text: str) -> bool:
    """Whether the text wants to be a URL, of whatever kind."""
    return _SCHEME.match(text) is not None


def url(text: str) -> str:
    """An http or https URL.

    Raises:
        RefusedError: it is none, or carries credentials or characters that break out of where it is put.
    """
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError as error:
        raise RefusedError(f"{text!r} is not a URL: {error}", "write one that starts with https://", "url") from None
    if parts.scheme not in ("http", "https") or not host or _STRANGE.search(text):
        raise RefusedError(f"{text!r} is not a web address", "write one that starts with https://", "url")
    if parts.username is not None or parts.password is not None:
        raise RefusedError("a URL with a user name or password would be shown to everybody", "remove them", "url")
    return text


def source(text: str) -> str:
    """The uid of a Grafana data source.

    Raises:
        RefusedError: it is none.
    """
    if _DATA_SOURCE.fullmatch(text):
        return text
    hint = "write the uid of the data source: its page in Grafana shows it in its address"
    raise RefusedError(f"{text!r} is not a data source's uid", hint, "data-source")


def source_or_url(text: str) -> str:
    """The uid of a Grafana data source, or a URL.

    Raises:
        RefusedError: it is neither.
    """
    if _DATA_SOURCE.fullmatch(text):
        return text
    if has_scheme(text):
        return url(text)
    raise RefusedError(f"{text!r} is neither a data source's uid nor a URL", "write loki, or https://...", "url")
