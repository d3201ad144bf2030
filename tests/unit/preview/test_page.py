import base64
import hashlib
import re

from observability.preview.page import embedded, page
from tests.support.preview import extracted

NASTY = "</script><script>alert(1)</script><!-- ${__from} [[x]] $data & \u2028"


def test_a_payload_cannot_leave_its_element() -> None:
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", embedded({"title": NASTY}))
    assert extracted(page({"title": NASTY})) == {"title": NASTY}


def test_the_page_holds_just_its_own_three_scripts() -> None:
    html = page({"title": NASTY}).decode()
    assert len(re.findall(r"<script", html, re.IGNORECASE)) == 3
    assert "alert(1)</script>" not in html


def test_the_policy_allows_the_scripts_and_styles_of_the_page_and_no_request() -> None:
    html = page({}).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy.startswith("default-src 'none'; ")
    for text in (
        *re.findall(r"<script>(.*?)</script>", html, re.DOTALL),
        *re.findall(r"<style>(.*?)</style>", html, re.DOTALL),
    ):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_it_names_no_address_that_a_browser_would_ask() -> None:
    html = page({}).decode()
    assert re.findall(r"(?:src|href|action)=[\"'](?!#|data:)[^\"']*", html) == []
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts)\b", html)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", html)
