"""A Grafana to be asked, one call or many."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import httpx
import orjson
from attrs import field, frozen

from observability.adapters.api import Access, Crowd, Limits, Means, Reply, send
from observability.adapters.grafana.calls import PAGE, Call
from observability.adapters.grafana.errors import RefusedError
from observability.adapters.grafana.judge import judge

_T = TypeVar("_T")
_HEADERS = {"Content-Type": "application/json"}
_MOST_PAGES = 1000


@frozen
class Grafana:
    """A server to be asked."""

    access: Access
    limits: Limits = field(factory=lambda: Limits(seconds=60.0))
    means: Means = field(factory=Means)

    def ask(self, call: Call[_T]) -> _T:
        """What the server answers.

        Raises:
            RefusedError: it refuses this request.
            ServerError: it does not answer as a Grafana does, or does not let us in.
        """
        (answer,) = self.ask_all([call])
        if isinstance(answer, RefusedError):
            raise answer
        return answer

    def ask_pages(self, call: Callable[[int], Call[tuple[_T, ...]]]) -> tuple[_T, ...]:
        """All of what comes in pages: `call` makes the call of a page, which are counted from 1.

        Raises:
            RefusedError: it refuses this request.
            ServerError: it does not answer as a Grafana does, or does not let us in.
        """
        found: list[_T] = []
        # A server that knows no pages gives the same again and again.
        for page in range(1, _MOST_PAGES):
            new = [one for one in self.ask(call(page)) if one not in found[-PAGE:]]
            found += new
            if len(new) < PAGE:
                break
        return tuple(found)

    def ask_all(
        self,
        calls: Iterable[Call[_T]],
        told: Callable[[int, _T | RefusedError], None] = lambda _number, _answer: None,
        begun: Callable[[int], None] = lambda _number: None,
    ) -> Sequence[_T | RefusedError]:
        """An answer to each call, in their order.

        `begun` is told the number of each that is about to be sent, `told` its answer as soon as it is there.

        Raises:
            ServerError: the server does not answer as a Grafana does, or does not let us in; the rest is not asked.
        """
        crowd = Crowd(self.access, self.limits, self.means)

        async def one(transport: httpx.AsyncHTTPTransport, numbered: tuple[int, Call[_T]]) -> _T | RefusedError:
            number, call = numbered
            begun(number)
            reply = await crowd.patiently(lambda: self._send(transport, call))
            answer = self._judge(call, reply)
            told(number, answer)
            return answer

        return crowd.ask(enumerate(calls), one)

    def _judge(self, call: Call[_T], reply: Reply) -> _T | RefusedError:
        try:
            return judge(self.access, call, reply)
        except RefusedError as error:
            return error

    async def _send(self, transport: httpx.AsyncHTTPTransport, call: Call[_T]) -> Reply:
        url = httpx.URL(f"{self.access.url}/api/{call.path}")
        if call.query:
            url = url.copy_with(params=list(call.query))
        content = b"" if call.body is None else orjson.dumps(call.body)
        return await send(transport, self.access, self.limits, call.method, url, _HEADERS, content)
