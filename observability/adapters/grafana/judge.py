"""A reply into an answer, or into words for what is wrong with it and what to do next."""

from collections.abc import Mapping
from typing import Any, TypeVar

import orjson

from observability.adapters.api import BUSY, Access, Reply, ServerError, is_page, redirected
from observability.adapters.grafana.calls import Call
from observability.adapters.grafana.errors import RefusedError, Why

_T = TypeVar("_T")

_FINE = (200, 201, 202)
_BAD, _GONE, _PRECONDITION = 400, 404, 412
_REFUSES = (Why.OTHER, "the server refuses it ({status}: {said})")
_REFUSED = {
    400: _REFUSES,
    403: (Why.PERMISSION, "the token may not do this (403: {said}); it takes {needs}, as the role Editor has"),
    404: (Why.OTHER, "it, or its folder, was removed since we read it ({status}: {said}); run the command again"),
    405: _REFUSES,
    406: (Why.SCHEMA, "it was saved in a schema that this API does not give out (406: {said})"),
    409: (Why.EXISTS, "something of its title or uid is there already (409: {said}); rename that"),
    422: _REFUSES,
    500: (Why.OTHER, "the server fails at it (500: {said}); its log says why"),
}


def judge(access: Access, call: Call[_T], reply: Reply) -> _T:
    """What the server answered.

    Raises:
        RefusedError: it refuses this request.
        ServerError: it does not answer as a Grafana does, or does not let us in.
    """
    if not reply.whole:
        raise RefusedError(access.url, Why.OTHER, f"the answer has more than {len(reply.body):,} bytes")
    document = reply.document
    said = _said(access, document)
    if reply.status == _GONE and call.may_miss and said:
        return call.read(None)
    if reply.status in _FINE:
        return _read(access, call, reply, document)
    if refused := _refused(call, reply.status, said, document) or _stopped(call, reply.status):
        raise RefusedError(access.url, *refused)
    raise ServerError(f"{access.url}: {_broken(access, reply)}")


def _said(access: Access, document: Any) -> str:
    return access.shown(str(document.get("message") or "")) if isinstance(document, Mapping) else ""


def _read(access: Access, call: Call[_T], reply: Reply, document: Any) -> _T:
    if document is None:
        raise ServerError(f"{access.url}: {_no_answer(reply)}")
    try:
        return call.read(document)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        shape = f"answers JSON, but not of the shape of Grafana's /api/{call.path}; is the URL another program's?"
        raise ServerError(f"{access.url}: {shape}") from None


def _refused(call: Call[object], status: int, said: str, document: Any) -> tuple[Why, str] | None:
    """Why, and in words; None where this is no refusal of a Grafana."""
    if not isinstance(document, Mapping):
        return None
    if status == _PRECONDITION:
        return _conflict(str(document.get("status")), said)
    if status == _BAD and "provisioned" in said.lower():
        return Why.PROVISIONED, f"Grafana takes it from a file and lets nobody save it (400: {said})"
    meant = _GONE if status == _BAD and "folder not found" in said.lower() else status
    if meant not in _REFUSED or (meant == _GONE and call.method == "GET"):
        return None
    why, words = _REFUSED[meant]
    return why, words.format(status=status, said=said or "it does not say why", needs=call.needs)


def _stopped(call: Call[object], status: int) -> tuple[Why, str] | None:
    """Something before the server does not let this dashboard through: it may be large, or look like an attack."""
    if call.method == "GET" or status not in (403, 413):
        return None
    size = f"; it has {len(orjson.dumps(call.body)):,} bytes" if call.body else ""
    return Why.OTHER, f"something before Grafana does not let it through ({status}){size}"


def _conflict(status: str, said: str) -> tuple[Why, str]:
    match status:
        case "version-mismatch":
            return Why.CONFLICT, "somebody saved it since we read it (412); run the command again"
        case "name-exists":
            return Why.EXISTS, f"something of its title or uid is in that folder already (412: {said}); rename that"
    return Why.OTHER, f"the server refuses it (412: {said})"


def _broken(access: Access, reply: Reply) -> str:
    there = redirected(reply)
    if there is not None:
        # The token is for the server that was named, and for no other.
        where = access.shown(str(there.copy_with(query=None, fragment=None, userinfo=b"")))
        return f"sends us to {where}, where nothing was asked; is it a login, or is the URL http:// for https://?"
    match reply.status:
        case 401 if access.authorization:
            return "does not accept the token (401): it is wrong, has expired, or is another organisation's"
        case 401:
            return "wants to know who asks (401); give it the token of a service account (--grafana-token-file)"
        case 403:
            return "lets nobody in (403), and does not answer as Grafana does; is something before it?"
        case 404:
            return "has no API of Grafana there (404); is a part of the path missing, or one too many?"
        case _ if reply.status in BUSY:
            return f"is down, or has too much to do ({reply.status})"
    return f"answers with {reply.status}, which Grafana never does"


def _no_answer(reply: Reply) -> str:
    if not reply.body:
        return "answers nothing: the body is empty"
    if is_page(reply):
        return "answers with a web page, not as Grafana's API does; is it a login, or is the URL another program's?"
    return "answers what is no JSON, or only half of it"
