"""A reply into an answer, or into words for what is wrong with it."""

from typing import Any, TypeVar

from observability.adapters.api import BUSY, Access, Reply, ServerError, is_page, redirected
from observability.adapters.prometheus.answers import Answer
from observability.adapters.prometheus.calls import Call
from observability.adapters.prometheus.errors import QueryError, TooLargeError

_T = TypeVar("_T")

_REFUSED = frozenset({400, 413, 414, 422})
_LARGE = frozenset({413, 414})
# As Prometheus, Thanos and Mimir say it.
_TOO_MUCH = ("too many samples", "maximum resolution", "exceeded the limit", "exceeds the limit", "limit exceeded")


def judge(access: Access, call: Call[_T], reply: Reply) -> Answer[_T]:
    """What the server answered.

    Raises:
        QueryError: it refuses this call.
        ServerError: it does not answer as a Prometheus does.
    """
    if not reply.whole:
        raise TooLargeError(access.url, f"answers with more than {len(reply.body):,} bytes; ask for less at once")
    document = reply.document
    if isinstance(document, dict) and document.get("status") == "error":
        _raise_refused(access, reply, document)
    if reply.status != 200:
        raise ServerError(f"{access.url}: {_status(access, reply)}")
    if not isinstance(document, dict) or document.get("status") != "success":
        raise ServerError(f"{access.url}: {_no_answer(reply, document)}")
    return _answer(access, call, document)


def _answer(access: Access, call: Call[_T], document: dict[str, Any]) -> Answer[_T]:
    try:
        value = call.read(document["data"])
        warnings, infos = (_texts(access, document.get(key)) for key in ("warnings", "infos"))
        return Answer(value, warnings, infos, _samples(document["data"]))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        shape = f"answers JSON, but not of the shape of Prometheus' /api/v1/{call.path}"
        raise ServerError(f"{access.url}: {shape}") from None


def _texts(access: Access, texts: Any) -> tuple[str, ...]:
    return tuple(access.shown(str(text)) for text in texts or ())


def _samples(data: Any) -> int | None:
    stats = data.get("stats") if isinstance(data, dict) else None
    return int(stats["samples"]["totalQueryableSamples"]) if stats else None


def _raise_refused(access: Access, reply: Reply, document: dict[str, Any]) -> None:
    kind, said = (access.shown(str(document.get(key) or "")) for key in ("errorType", "error"))
    reason = f"{said or 'it does not say why'} ({', '.join(filter(None, (kind, str(reply.status))))})"
    if reply.status in (401, 403, 404):
        raise ServerError(f"{access.url}: {_status(access, reply)}: {reason}")
    large = any(sign in said for sign in _TOO_MUCH)
    raise (TooLargeError if large else QueryError)(access.url, reason)


def _status(access: Access, reply: Reply) -> str:
    status = reply.status
    there = redirected(reply)
    if there is not None:
        # The credentials are for the server that was named, and for no other.
        where = access.shown(str(there.copy_with(query=None, fragment=None, userinfo=b"")))
        return f"sends us to {where}, where nothing was asked; give the URL of the API itself"
    match status:
        case 401 | 403 if access.authorization:
            return f"does not accept the credentials that it was given ({status})"
        case 401 | 403:
            return f"wants to know who asks ({status}); give it a token, or a user and a password"
        case 404:
            return "has no API of Prometheus there (404); is a part of the path missing?"
        case _ if status in _LARGE:
            raise TooLargeError(access.url, f"refuses so long a question ({status})")
        case _ if status in _REFUSED:
            raise QueryError(access.url, f"refuses the question ({status}), and does not say why")
        case _ if status in BUSY:
            return f"is down, or has too much to do ({status})"
    return f"answers with {status}, which Prometheus never does"


def _no_answer(reply: Reply, document: Any) -> str:
    if not reply.body:
        return "answers nothing: the body is empty"
    if is_page(reply):
        return "answers with a web page, not as Prometheus does; is it a login, or is the URL another program's?"
    if document is None:
        return "answers what is no JSON, or only half of it"
    return "answers JSON, but not as Prometheus does"
