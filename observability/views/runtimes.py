"""What is known of the programs that run services: metrics that a client library exposes by itself.

To add one: an entry in `RUNTIMES`, and its name in the schema of `runtime`.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Protocol

from attrs import frozen

from observability.model.selector import Matcher
from observability.promql import equal
from observability.signals.panels import RATE_INTERVAL


class Read(Protocol):
    """Makes the selector of a metric."""

    def __call__(self, metric: str, /, *matchers: Matcher) -> str:
        """The metric of one service, narrowed further."""


Expr = Callable[[Read], str]


@frozen
class Vital:
    """One panel. `expr` makes PromQL by instance; it is handed what makes a metric's selector for the service."""

    key: str
    title: str
    what: str
    do: str
    expr: Expr
    unit: str
    maximum: Decimal | None = None
    decimals: int | None = None


def _worst(metric: str) -> Expr:
    return lambda read: f"max by (instance) ({read(metric)})"


def _rate(metric: str) -> Expr:
    return lambda read: f"sum by (instance) (rate({read(metric)}[{RATE_INTERVAL}]))"


def _share(used: str, limit: str, *matchers: Matcher) -> Expr:
    # Without a limit it is told as -1, or 0.
    return lambda read: (
        f"sum by (instance) ({read(used, *matchers)}) / (sum by (instance) ({read(limit, *matchers)}) > 0)"
    )


def _since(metric: str) -> Expr:
    return lambda read: f"time() - max by (instance) ({read(metric)})"


# What Prometheus' guide for client libraries asks all of them to expose.
_PROCESS = (
    Vital(
        "cpu",
        "CPU",
        "Processors that each instance keeps busy.",
        "compare with what it may use; a plateau is a limit.",
        _rate("process_cpu_seconds_total"),
        "none",
        decimals=2,
    ),
    Vital(
        "memory",
        "memory",
        "Resident memory of each instance.",
        "a saw that starts anew is an instance that was killed; a slope that never falls is a leak.",
        _worst("process_resident_memory_bytes"),
        "bytes",
    ),
    Vital(
        "files",
        "file descriptors",
        "Open files and connections, as a share of what the process may open.",
        "at 100 % no connection is accepted; see who does not close them.",
        _share("process_open_fds", "process_max_fds"),
        "percentunit",
        Decimal(1),
    ),
    Vital(
        "age",
        "time since start",
        "How long each instance runs.",
        "a line that falls to 0 again and again is a crash loop.",
        _since("process_start_time_seconds"),
        "s",
    ),
)
_GO = (
    Vital(
        "goroutines",
        "goroutines",
        "Goroutines of each instance.",
        "a number that only grows is a leak, or work that waits for something.",
        _worst("go_goroutines"),
        "none",
    ),
    Vital(
        "heap",
        "heap in use",
        "Memory that Go has given to objects.",
        "far below the resident memory, the rest is freed and not yet given back.",
        _worst("go_memstats_heap_inuse_bytes"),
        "bytes",
    ),
    Vital(
        "gc",
        "garbage collection",
        "Seconds a second in which collections stop the program.",
        "more than 1 % makes requests wait: allocate less, or raise GOGC.",
        _rate("go_gc_duration_seconds_sum"),
        "percentunit",
        Decimal(1),
    ),
)
_PYTHON = (
    Vital(
        "gc",
        "garbage collections",
        "Collections a second of each instance, of all generations.",
        "many of them come from many objects that point to each other.",
        _rate("python_gc_collections_total"),
        "ops",
    ),
)
# As Prometheus' own library for Java names them.
_JVM = (
    Vital(
        "heap",
        "heap",
        "Heap in use, as a share of the largest that it may be.",
        "what stays high after collections is a leak, or a heap that is too small.",
        _share("jvm_memory_used_bytes", "jvm_memory_max_bytes", equal("area", "heap")),
        "percentunit",
        Decimal(1),
    ),
    Vital(
        "threads",
        "threads",
        "Threads of each instance.",
        "a number that only grows is a pool without a limit, or work that waits.",
        _worst("jvm_threads_current"),
        "none",
    ),
    Vital(
        "gc",
        "garbage collection",
        "Seconds a second that are spent in collections.",
        "more than a few percent make requests wait: see the heap.",
        _rate("jvm_gc_collection_seconds_sum"),
        "percentunit",
        Decimal(1),
    ),
)

# The names that a descriptor may give in `runtime`, with what each is called.
RUNTIMES: Mapping[str, tuple[str, tuple[Vital, ...]]] = {
    "process": ("Process", _PROCESS),
    "go": ("Go", _GO),
    "jvm": ("JVM", _JVM),
    "python": ("Python", _PYTHON),
}
