"""What a page of the web is, by its HTML: the page that was meant, or one that says so politely that it is none."""

import re
from collections.abc import Iterable, Mapping
from html import unescape
from itertools import islice
from urllib.parse import unquote, urlsplit

from observability.runbooks.pages.markup import markup

_TITLES = re.compile(r"<(title|h1)\b[^<>]*>([^<]*)<", re.IGNORECASE)
_SIGNS = re.compile(r"\s[|\u00b7\u2022\u2013\u2014\u00bb:/-]\s|[|:]")
# These words alone say it wherever they stand in a title, as in `Page not found | Wiki`.
_GONE = (
    r"(?:error )?404 (?:error|not found|page not found|- not found)|(?:page|file|document|article|site) not found|"
    r"(?:this |the )?page (?:does not|doesn.?t) exist|(?:this |the )?page no longer exists|"
    r"(?:die )?seite nicht gefunden"
)
_ANYWHERE = re.compile(rf"\W*(?:{_GONE})\W*", re.IGNORECASE)
# These may be a part of what a page is about: they must stand first.
_FIRST = re.compile(rf"\W*(?:{_GONE}|(?:error )?404|not found|nicht gefunden)\W*", re.IGNORECASE)
# How many titles and headings are looked at, and how many letters of each.
_MOST, _LONGEST = 4, 1_000
_PASSWORD = re.compile(r"""<input\b[^<>]*\btype\s*=\s*["']?password\b""", re.IGNORECASE)
_META = re.compile(r"<meta\b([^<>]*+)>", re.IGNORECASE)
_REFRESH = re.compile(r"""\bhttp-equiv\s*=\s*["']?refresh\b""", re.IGNORECASE)
_THERE = re.compile(r"\burl\s*=", re.IGNORECASE)
_LOGIN = re.compile(r"(?:log[-_]?in|sign[-_]?in|sso|saml2?|oauth2?|auth|authorize|session)", re.IGNORECASE)
_LOGIN_HOST = re.compile(r"(?:login|signin|sso|auth|accounts?|idp|id)\..*", re.IGNORECASE)
# Who writes for programs as well: these jump nowhere.
_NO_ANCHOR = ("/", "!", ":~:")
_PREFIX = "user-content-"


def says_not_found(html: str) -> bool:
    """Whether its title or first heading says that there is no such page."""
    return any(_is_gone(" ".join(unescape(text).split())) for text in _titles(html))


def _titles(html: str) -> list[str]:
    return [found[2][:_LONGEST] for found in islice(_TITLES.finditer(html), _MOST)]


def _is_gone(title: str) -> bool:
    parts = [title, *_SIGNS.split(title)]
    return any(map(_ANYWHERE.fullmatch, parts)) or any(map(_FIRST.fullmatch, parts[:2]))


def asks_for_login(html: str, link: str, url: str) -> bool:
    """Whether it wants to know who is there: a field for a password, or a redirect to an address that is only for this.

    A link that itself says `auth` may lead to a page about it.
    """
    there, here = urlsplit(url), urlsplit(link)
    if there.hostname != here.hostname and _LOGIN_HOST.fullmatch(there.hostname or ""):
        return True
    added = set(there.path.split("/")) - set(here.path.split("/"))
    return any(map(_LOGIN.fullmatch, added)) or _PASSWORD.search(html) is not None


def sends_on(html: str) -> bool:
    """Whether it is no page but sends its reader on to another, without saying so to programs."""
    return any(_REFRESH.search(tag[1]) and _THERE.search(tag[1]) for tag in _META.finditer(html))


def found_anchors(html: str, whole: bool, anchors: Iterable[str]) -> Mapping[str, bool | None]:
    """Which of these anchors the page has. None: it was not read to its end, or is drawn by a program."""
    wanted = [anchor for anchor in anchors if not anchor.startswith(_NO_ANCHOR)]
    if not wanted:
        return {}
    read = markup(html)
    there = set(read.anchors)
    can_tell = whole and bool(read.headings)
    return {anchor: _has(there, anchor) or (False if can_tell else None) for anchor in wanted}


def _has(there: set[str], anchor: str) -> bool:
    return not there.isdisjoint({anchor, unquote(anchor), _PREFIX + unquote(anchor)})
