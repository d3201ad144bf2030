"""Where a runbook is: a page of the repository, or of the web."""

import posixpath
import re
from urllib.parse import quote

from observability.descriptor.report import RefusedError
from observability.descriptor.values.urls import has_scheme, url
from observability.model.service import Runbook

PATH = "{path}"
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")
_KNOWN = ("{service}", "{alert}")


def runbook(text: str, folder: str, pages_url: str, service: str) -> Runbook:
    """Read a runbook written in a file of `folder` (relative to the project's root); `{service}` is filled in.

    `pages_url` is the URL of the repository's pages with `{path}` in it, or empty.

    Raises:
        RefusedError: it leads out of the repository, is no web address, or has a placeholder that nobody fills.
    """
    check_placeholders(text, _KNOWN)
    filled = text.replace("{service}", service)
    if has_scheme(text):
        _check_url(text)
        return Runbook(filled)
    path = inside(posixpath.join(folder, filled), text)
    # The placeholder {alert} stays, so its braces must not be quoted.
    return Runbook(pages_url.replace(PATH, quote(path, safe="/{}")) if pages_url else path, path)


def _check_url(text: str) -> None:
    for placeholder in _KNOWN:
        text = text.replace(placeholder, "x")
    url(text)


def pages(text: str) -> str:
    """The URL of the repository's pages, as the project file gives it.

    Raises:
        RefusedError: it is no URL, or `{path}` is not in it exactly once.
    """
    check_placeholders(text, (PATH,))
    url(text.replace(PATH, "x"))
    if text.count(PATH) != 1:
        raise RefusedError("{path} must stand in this URL once", "end it with {path}", "runbook")
    return text


def check_placeholders(text: str, known: tuple[str, ...]) -> None:
    """Make sure that no brace stands in the text but in the known placeholders.

    Raises:
        RefusedError: one does.
    """
    if bad := next((match[0] for match in _PLACEHOLDER.finditer(text) if match[0] not in known), ""):
        raise RefusedError(f"the placeholder {bad} is unknown", f"use {' or '.join(known)}", "runbook")


def inside(path: str, text: str) -> str:
    """The path, normalized.

    Raises:
        RefusedError: it is empty, absolute, or leads out of the repository; the message names it as `text`.
    """
    normal = posixpath.normpath(path)
    if not text or "\\" in text or text.startswith(("/", "~")) or any(ord(c) < ord(" ") for c in text):
        raise RefusedError(f"{text!r} is not a relative path", "write it with /, from this file's folder", "path")
    if normal == "." or normal == ".." or normal.startswith("../"):
        raise RefusedError(f"{text!r} leads out of the repository", "name a file inside it", "path")
    return normal
