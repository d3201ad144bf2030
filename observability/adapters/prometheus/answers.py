"""What a server answers, as values. Whoever reads these has no JSON before him."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from attrs import field, frozen

_T = TypeVar("_T", covariant=True)

# What a Prometheus says about PromQL itself; all other warnings are about data that it could not get.
_ABOUT_PROMQL = ("PromQL warning", "PromQL info")
# A histogram where a number would stand has no number.
_NO_NUMBER = float("nan")


@frozen
class Answer(Generic[_T]):
    """`value` is what was asked for. `samples` are those that the server read for it, where it was asked to count."""

    value: _T
    warnings: tuple[str, ...] = ()
    infos: tuple[str, ...] = ()
    samples: int | None = None

    @property
    def partial(self) -> bool:
        """Whether data may be missing: a part of the servers behind this one did not answer."""
        return any(not warning.startswith(_ABOUT_PROMQL) for warning in self.warnings)


@frozen
class Series:
    """A series: `times` in milliseconds since 1970, and as many values."""

    labels: Mapping[str, str]
    times: Sequence[int] = field(factory=lambda: array("q"))
    values: Sequence[float] = field(factory=lambda: array("d"))


def samples_of(data: Mapping[str, Any]) -> tuple[Series, ...]:
    """The result of a query, whatever its kind; a number is a series without labels.

    Raises:
        ValueError: it is no result of a query that we know, as a KeyError, TypeError, IndexError and so on are.
    """
    kind, result = data["resultType"], data["result"]
    match kind:
        case "matrix":
            return tuple(_series(one, one.get("values", ()), one.get("histograms", ())) for one in result)
        case "vector":
            return tuple(_series(one, _one(one, "value"), _one(one, "histogram")) for one in result)
        case "scalar":
            return (_series({"metric": {}}, [result], ()),)
    raise ValueError(f"resultType {kind!r}")


def _one(series: Mapping[str, Any], key: str) -> Sequence[Any]:
    return [series[key]] if key in series else ()


def _series(series: Mapping[str, Any], numbers: Sequence[Any], histograms: Sequence[Any]) -> Series:
    pairs = [(_ms(at), float(value)) for at, value in numbers]
    if histograms:
        pairs = sorted(pairs + [(_ms(at), _NO_NUMBER) for at, _ in histograms])
    return Series(labels_of(series["metric"]), array("q", [at for at, _ in pairs]), array("d", [v for _, v in pairs]))


def labels_of(metric: Mapping[str, Any]) -> dict[str, str]:
    """The labels of a series, sorted.

    Raises:
        TypeError: a label is no text.
    """
    if not all(isinstance(value, str) for value in metric.values()):
        raise TypeError("labels")
    return dict(sorted(metric.items()))


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
