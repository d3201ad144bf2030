"""Where a link leads: to a page of the repository, into the web, or nowhere. Its text is anybody's."""

import posixpath
import re
from urllib.parse import SplitResult, unquote, urlsplit

from attrs import frozen

from observability.runbooks.kind import Kind

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_STRANGE = re.compile(r"[\s\x00-\x20\x7f]")
_WEB = ("http", "https")
_PORTS = {"http": 80, "https": 443}
# The ways in which a code host shows a file; `blob` or `src` stands in the project's URL.
_VIEWS = "(?:blob|blame|edit|raw|src|tree)"
_VIEW = re.compile(rf"/{_VIEWS}/")
_PATH = "{path}"


@frozen
class InRepository:
    """A page of the repository, by its path from the root; the anchor is empty for the whole page."""

    path: str
    anchor: str = ""


@frozen
class InWeb:
    """An address of the web."""

    url: str


@frozen
class Nowhere:
    """No page, and why; `hint` is what would be one."""

    reason: str
    hint: str = ""
    kind: Kind = Kind.BROKEN


@frozen
class Unfilled:
    """A page whose path only time tells in full. `path` is what is known of it, empty where nothing is."""

    url: str
    path: str = ""


Target = InRepository | InWeb | Nowhere | Unfilled


def target(text: str, pages_url: str, folder: str = "", root: bool = False) -> Target:
    """Where `text` leads, written in a file of `folder`. With `root`, a path may begin at the repository's root.

    `pages_url` is the URL of the repository's pages with `{path}` in it, or empty.
    """
    text = text.strip()
    if not text:
        return Nowhere("the link is empty", "name a page")
    if _STRANGE.search(text):
        return Nowhere("the link has blanks or control characters in it", "write %20 for a blank")
    if found := _SCHEME.match(text):
        return _of_scheme(found[0][:-1].lower(), text, pages_url)
    if text.startswith("//"):
        return Nowhere("the link leaves out how to go there", "begin it with https:")
    return _path(text, folder, root)


def _of_scheme(scheme: str, text: str, pages_url: str) -> Target:
    if scheme not in _WEB:
        return Nowhere(f"{scheme}: leads to no page", "write https://..., or a path in the repository")
    try:
        parts, pages = urlsplit(text), urlsplit(pages_url)
        if not parts.hostname:
            return Nowhere("the URL names no host", "write https://HOST/...")
        mapped = _mapped(parts, pages) if pages_url and _site(parts) == _site(pages) else None
    except ValueError as error:
        return Nowhere(f"the link is no URL: {error}", "write https://HOST/...")
    return mapped or InWeb(text)


def _site(parts: SplitResult) -> tuple[str, int | None]:
    # That one of the two says http is no other repository.
    return (parts.hostname or "").rstrip("."), parts.port if parts.port not in _PORTS.values() else None


def _mapped(parts: SplitResult, pages: SplitResult) -> Target | None:
    """A URL of the repository's host as a path of the repository; None for one of another repository."""
    before, there, after = unquote(pages.path).partition(_PATH)
    if not there:  # it is in the query, where hosts mean many things
        return None
    path = unquote(parts.path)
    if found := re.fullmatch(f"{_pattern(before)}(?P<path>.*){re.escape(after)}", path, re.DOTALL):
        return _inside(found["path"], parts.path, unquote(parts.fragment))
    if (view := _VIEW.search(before)) and re.match(f"{re.escape(before[: view.start()])}/{_VIEWS}/", path):
        reason = "the link leads to another state of the repository than is here"
        return Nowhere(reason, f"link to {before.removeprefix('/')}", Kind.UNKNOWN)
    return None


def _pattern(before: str) -> str:
    return "".join(f"/{_VIEWS}/" if part == "view" else re.escape(part) for part in _parts(before))


def _parts(before: str) -> list[str]:
    view = _VIEW.search(before)
    return [before[: view.start()], "view", before[view.end() :]] if view else [before]


def _path(text: str, folder: str, root: bool) -> Target:
    path, _, anchor = text.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith("/") and not root:
        return Nowhere("the link is a path without a host", "write https://HOST/..., or a path in the repository")
    joined = path.removeprefix("/") if path.startswith("/") else posixpath.join(folder, path)
    return _inside(joined, text, unquote(anchor))


def _inside(path: str, text: str, anchor: str) -> Target:
    normal = posixpath.normpath(path.replace("\0", "\ufffd") or ".")
    if normal.startswith(("../", "/")) or normal == "..":
        return Nowhere("the link leads out of the repository", "name a page inside of it")
    if "\\" in path:
        return Nowhere(f"{text!r} is written with backslashes", "write /")
    return InRepository("" if normal == "." else normal, anchor)
