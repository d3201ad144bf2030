"""Whom this machine trusts over TLS, read once: the file holds hundreds of certificates, and parsing it takes long."""

import os
import ssl
from functools import cache

import httpx

# Where OpenSSL, and httpx for it, looks for other certificates.
_ELSEWHERE = ("SSL_CERT_FILE", "SSL_CERT_DIR")


def usual_trust(*, environment: bool) -> ssl.SSLContext:
    """The trust of whoever says nothing else; it is shared, so that nobody may change it.

    With `environment`, SSL_CERT_FILE and SSL_CERT_DIR count.
    """
    return _read(tuple(os.environ.get(name) for name in _ELSEWHERE) if environment else None)


@cache
def _read(environment: tuple[str | None, ...] | None) -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=environment is not None)
