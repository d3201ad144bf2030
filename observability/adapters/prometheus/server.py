"""A server to be asked, one call or many."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import httpx
from attrs import field, frozen

from observability.adapters.api import Access, Crowd, Limits, Means
from observability.adapters.prometheus.answers import Answer
from observability.adapters.prometheus.calls import Call
from observability.adapters.prometheus.errors import QueryError
from observability.adapters.prometheus.judge import judge
from observability.adapters.prometheus.reply import ask

_T = TypeVar("_T")


@frozen
class Prometheus:
    """A server to be asked."""

    access: Access
    limits: Limits = field(factory=Limits)
    means: Means = field(factory=Means)

    def ask(self, call: Call[_T]) -> Answer[_T]:
        """What the server answers.

        Raises:
            QueryError: it refuses this call.
            ServerError: it does not answer as a Prometheus does.
        """
        (answer,) = self.ask_all([call])
        if isinstance(answer, QueryError):
            raise answer
        return answer

    def ask_all(
        self, calls: Iterable[Call[_T]], done: Callable[[int], None] = lambda _done: None
    ) -> Sequence[Answer[_T] | QueryError]:
        """An answer to each call, in their order; `done` is told how many there are. What is refused is an error.

        Raises:
            ServerError: the server does not answer as a Prometheus does; the rest is not asked.
        """
        crowd = Crowd(self.access, self.limits, self.means)

        async def one(transport: httpx.AsyncHTTPTransport, call: Call[_T]) -> Answer[_T] | QueryError:
            reply = await crowd.patiently(lambda: ask(transport, self.access, call, self.limits))
            try:
                return judge(self.access, call, reply)
            except QueryError as error:
                return error

        return crowd.ask(calls, one, done)
