"""Samples sent to a Prometheus, as remote write 1.0 says: protobuf, in snappy's framing.

https://prometheus.io/docs/specs/prw/remote_write_spec/
"""

import ssl
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence

import httpx
from attrs import frozen

from observability.exceptions import MissingToolError

# Servers refuse what is much larger.
_BATCH = 8_000_000
_PATIENCE, _SHOWN = 60.0, 500
_HEADERS = {
    "Content-Encoding": "snappy",
    "Content-Type": "application/x-protobuf",
    "X-Prometheus-Remote-Write-Version": "0.1.0",
}
# To read all certificates that a machine trusts takes longer than to send a day.
_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_LENGTHED, _LITERAL = 2, 63 << 2
_DOUBLE = struct.Struct("<d").pack
_SEVEN_BITS = 0x7F
# How a sample begins whose time takes so many bytes: its own length, then its value's key.
_SAMPLE = tuple(b"\x12" + bytes((10 + length,)) + b"\x09" for length in range(11))


@frozen
class Distribution:
    """One sample of a native histogram: buckets by their index of `schema`, each with its count of events so far."""

    schema: int
    buckets: Mapping[int, float]
    sum: float
    gauge: bool = False


@frozen
class Sent:
    """A series: labels (`__name__` among them), times in milliseconds, and at each a number, or else a distribution."""

    labels: Mapping[str, str]
    times: Sequence[int]
    values: Sequence[float] = ()
    distributions: Sequence[Distribution] = ()


def send(url: str, series: Iterable[Sent]) -> None:
    """Store all samples in the server at `url`; those of one series ascend in time.

    Raises:
        MissingToolError: the server does not answer, takes none, or not these.
    """
    with httpx.Client(base_url=url, timeout=_PATIENCE, trust_env=False, verify=_NOBODY) as http:
        for body in _batches(series):
            try:
                answer = http.post("/api/v1/write", content=_framed(body), headers=_HEADERS)
            except httpx.HTTPError as error:
                raise MissingToolError(f"{url} does not answer: {error}") from error
            if answer.is_error:
                raise MissingToolError(f"{url} takes no samples ({answer.status_code}): {answer.text[:_SHOWN].strip()}")


def _batches(series: Iterable[Sent]) -> Iterator[bytes]:
    batch: list[bytes] = []
    size = 0
    known: Sequence[int] = ()
    times: list[bytes] = []
    for one in series:
        # Most series have the times of the one before, and to write these takes longest.
        if one.times is not known and one.times != known:
            times = [_varint(at) for at in one.times]
        known = one.times
        encoded = _field(1, _series(one, times))
        batch.append(encoded)
        size += len(encoded)
        if size > _BATCH:
            yield b"".join(batch)
            batch, size = [], 0
    if batch:
        yield b"".join(batch)


def _series(one: Sent, times: Sequence[bytes]) -> bytes:
    labels = b"".join(
        _field(1, _field(1, name.encode()) + _field(2, value.encode())) for name, value in sorted(one.labels.items())
    )
    if one.distributions:
        pairs = zip(times, one.distributions, strict=True)
        return labels + b"".join(_field(4, _histogram(at, value)) for at, value in pairs)
    return labels + b"".join(
        # In one step, as these are written by the million.
        [_SAMPLE[len(at)] + _DOUBLE(value) + b"\x10" + at for value, at in zip(one.values, times, strict=True)]
    )


def _histogram(at: bytes, value: Distribution) -> bytes:
    """https://github.com/prometheus/prometheus/blob/main/prompb/types.proto, `Histogram` with float counts."""
    indices = sorted(value.buckets)
    spans, counts = b"", b"".join(_DOUBLE(value.buckets[index]) for index in indices)
    for offset, length in _spans(indices):
        spans += _field(11, b"\x08" + _varint(_zigzag(offset)) + b"\x10" + _varint(length))
    return (
        _double(2, sum(value.buckets.values()))
        + _double(3, value.sum)
        + b"\x20"
        + _varint(_zigzag(value.schema))
        + _double(5, 1e-128)
        + _double(7, 0.0)
        + spans
        + _field(13, counts)
        + (b"\x70\x03" if value.gauge else b"")
        + b"\x78"
        + at
    )


def _spans(indices: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of buckets: how far after the end of the one before each begins, and how many it has."""
    end, start = 0, 0
    for position, index in enumerate(indices):
        if position + 1 == len(indices) or indices[position + 1] != index + 1:
            yield indices[start] - end, position - start + 1
            end, start = index + 1, position + 1


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | _LENGTHED) + _varint(len(content)) + content


def _double(number: int, value: float) -> bytes:
    return _varint(number << 3 | 1) + _DOUBLE(value)


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _varint(value: int) -> bytes:
    done = bytearray()
    while value > _SEVEN_BITS:
        done.append(value & _SEVEN_BITS | 0x80)
        value >>= 7
    done.append(value)
    return bytes(done)


def _framed(body: bytes) -> bytes:
    """One literal: who is asked on this machine need not be spared bytes."""
    return _varint(len(body)) + bytes((_LITERAL,)) + struct.pack("<I", len(body) - 1) + body
