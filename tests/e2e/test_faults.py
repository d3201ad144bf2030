"""The switch for faults does what it is told, and nothing else."""

import pytest

from tests.e2e.shop.faults import Faults, Share


def test_what_is_not_named_is_whole() -> None:
    assert Faults.parse(b'{"errors": 0.5}') == Faults(errors=0.5)
    assert Faults.parse(b"{}") == Faults()


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"7", b'{"error": 1}', b'{"errors": 2}', b'{"errors": "all"}', b'{"latency": -1}', b"{broken"]
)
def test_nonsense_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        Faults.parse(body)


@pytest.mark.parametrize(("share", "hits"), [(0.0, 0), (0.25, 25), (0.5, 50), (1.0, 100)])
def test_a_share_is_hit_exactly(share: float, hits: int) -> None:
    one = Share()
    assert sum(one.hit(share) for _ in range(100)) == hits
