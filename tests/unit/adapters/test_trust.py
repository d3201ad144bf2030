"""Whom clients trust that say nothing else."""

import ssl

import pytest

from observability.adapters.api import access
from observability.adapters.trust import usual_trust
from tests.support.webserver import CERTIFICATE

URL = "https://localhost"


def subjects(trust: ssl.SSLContext) -> list[object]:
    return [one["subject"] for one in trust.get_ca_certs()]


def test_certificates_are_read_once() -> None:
    assert access(URL).trust is access("https://example.org").trust
    assert len(subjects(access(URL).trust)) > 50


def test_who_names_certificates_changes_nothing_for_others() -> None:
    usual = access(URL).trust
    before = subjects(usual)
    own = access(URL, certificate=CERTIFICATE, key=CERTIFICATE.with_name("key.pem")).trust
    assert own is not usual
    assert access(URL, authority=CERTIFICATE).trust is not usual
    assert subjects(usual) == before


def test_other_certificates_may_stand_in_the_environment() -> None:
    usual, before = (subjects(usual_trust(environment=of_it)) for of_it in (False, True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        assert len(subjects(usual_trust(environment=True))) == 1
        assert subjects(usual_trust(environment=False)) == usual
    assert subjects(usual_trust(environment=True)) == before
