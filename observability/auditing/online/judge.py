"""From a journey to a verdict. Nothing that a server wrote is repeated but addresses and numbers."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from observability.adapters.web import Journey, Trouble
from observability.runbooks.verdict import Outcome, Verdict
from observability.runbooks.webpage import asks_for_login, found_anchors, says_not_found, sends_on

_FOR_GOOD = frozenset({301, 308})
_NOT_FOR_US = {401: "it wants to know who asks (401)", 403: "it does not let us in (403)", 407: "the proxy (407)"}

_TROUBLES: dict[Trouble, tuple[Outcome, str]] = {
    Trouble.REFUSED: (Outcome.UNKNOWN, "it was not asked"),
    Trouble.NO_HOST: (Outcome.BROKEN, "there is no such host"),
    Trouble.NO_NAME_SERVER: (Outcome.UNKNOWN, "nobody could tell the address of its host"),
    Trouble.NOT_LISTENING: (Outcome.BROKEN, "nobody listens there"),
    Trouble.NO_ROUTE: (Outcome.UNKNOWN, "there was no way to its host"),
    Trouble.CLOSED: (Outcome.UNKNOWN, "the connection broke off"),
    Trouble.TIME: (Outcome.UNKNOWN, "it did not answer in time"),
    Trouble.CERTIFICATE: (Outcome.BROKEN, "its certificate does not hold"),
    Trouble.UNKNOWN_CLIENT: (Outcome.UNKNOWN, "it asks for a certificate of ours"),
    Trouble.NO_HTTP: (Outcome.UNKNOWN, "it answered with what is no HTTP"),
    Trouble.HOPS: (Outcome.BROKEN, "it is redirected without end"),
    Trouble.REDIRECT: (Outcome.BROKEN, "it is redirected to what is no page"),
}


def judge(journey: Journey, anchors: Iterable[str]) -> Verdict:
    """What became of a link; `anchors` are the sections that links to this page want."""
    hops = tuple((hop.url, hop.status) for hop in journey.hops)
    if journey.trouble is not None:
        outcome, reason = _TROUBLES[journey.trouble]
        return Verdict(outcome, f"{reason}: {journey.detail}" if journey.detail else reason, hops)
    if not 200 <= journey.status < 300:
        return Verdict(*_by_status(journey.status), hops)
    text = journey.body.decode("utf-8", "replace")
    if found := _no_page(journey, text):
        return Verdict(*found, hops)
    # Where a redirect says itself what to jump to, the link's own anchor is forgotten.
    wanted = [] if journey.fragment or not journey.html else anchors
    return Verdict(Outcome.OK, "", hops, _moved(journey), found_anchors(text, journey.whole, wanted))


def _no_page(journey: Journey, text: str) -> tuple[Outcome, str] | None:
    if journey.html and says_not_found(text):
        return Outcome.BROKEN, "the page says that there is none"
    if journey.html and asks_for_login(text, journey.hops[0].url, journey.hops[-1].url):
        return Outcome.UNKNOWN, "it asks for a login"
    if journey.html and sends_on(text):
        return Outcome.UNKNOWN, "it sends its reader on to another page"
    return (Outcome.UNKNOWN, "it leads to the front page") if _is_front_page(journey) else None


def _by_status(status: int) -> tuple[Outcome, str]:
    if status in _NOT_FOR_US:
        return Outcome.UNKNOWN, _NOT_FOR_US[status]
    if status == 429:
        return Outcome.UNKNOWN, "it was asked too often (429)"
    if status in (404, 410):
        return Outcome.BROKEN, f"there is no such page ({status})"
    if status >= 500 or status == 408:
        return Outcome.UNKNOWN, f"its server has an error ({status})"
    return (Outcome.BROKEN if status >= 400 else Outcome.UNKNOWN), f"it answers with {status}"


def _is_front_page(journey: Journey) -> bool:
    first, last = urlsplit(journey.hops[0].url), urlsplit(journey.hops[-1].url)
    return last.path in ("", "/") and not last.query and first.path not in ("", "/")


def _moved(journey: Journey) -> str:
    """The address after the redirects that hold for good, with which the way begins."""
    moved = ""
    for hop, after in zip(journey.hops, journey.hops[1:], strict=False):
        if hop.status not in _FOR_GOOD:
            break
        moved = after.url
    return moved
