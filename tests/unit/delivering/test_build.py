"""Which dashboards a build has, and what is wrong with one that cannot be brought anywhere."""

from pathlib import Path

import pytest

from observability.delivering import read_build
from observability.delivery import Origin
from observability.exceptions import InputError, UsageError
from tests.unit.delivering.delivery import dashboard, write


def test_the_dashboards_of_an_environment(root: Path) -> None:
    for path in (root, root / "production"):
        build = read_build(path)
        assert build.origin == Origin("shop", "production")
        assert [(one.folder, one.uid) for one in build.dashboards] == [
            ("", "fleet"),
            ("payments", "checkout"),
            ("shop", "cart"),
        ]


def test_one_of_several_is_chosen(root: Path) -> None:
    write(root, {"a/x": dashboard("x")}, environment="staging")
    with pytest.raises(UsageError, match="holds production, staging; say which one with --environment NAME"):
        read_build(root)
    assert read_build(root, "staging").origin.environment == "staging"
    with pytest.raises(UsageError, match="has no environment 'prod'; there are: production, staging"):
        read_build(root, "prod")


def test_only_some_services(root: Path) -> None:
    build = read_build(root, services=["cart"])
    assert [one.uid for one in build.dashboards] == ["cart"]
    assert not build.whole
    with pytest.raises(UsageError, match=r"there is no dashboard of card in .*; there are: cart, checkout, fleet"):
        read_build(root, services=["cart", "card"])


def test_what_is_no_build(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not what a build made"):
        read_build(tmp_path)
    (tmp_path / "x.rules.yaml").write_text("groups: []\n")
    with pytest.raises(InputError, match="is not what a build made, nor an environment of it"):
        read_build(tmp_path)
    with pytest.raises(InputError, match="there is no such file or folder"):
        read_build(tmp_path / "gone")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "is not JSON"),
        (b"[]", "is no dashboard: it has no title, or no uid"),
        (b'{"uid":"","title":"x"}', "is no dashboard: it has no title, or no uid"),
        (b'{"uid":"x","title":"x","p":' + b"[" * 200 + b"]" * 200 + b"}", "is nested too deep to be a dashboard"),
        (b'{"uid":"../x","title":"x"}', "is no dashboard: it has no title, or no uid"),
        (b'{"uid":"cart","title":"x"}', "shares the uid cart with another dashboard"),
    ],
)
def test_all_that_is_wrong_is_told_at_once(root: Path, content: bytes, message: str) -> None:
    (root / "production/grafana/dashboards/fleet.json").write_bytes(content)
    (root / "production/grafana/dashboards/payments/checkout.json").write_bytes(b"5")
    with pytest.raises(InputError) as caught:
        read_build(root)
    told = str(caught.value)
    assert message in told
    assert "checkout.json: is no dashboard" in told


def test_a_build_of_rules_alone(root: Path) -> None:
    for file in (root / "production/grafana").rglob("*.json"):
        file.unlink()
    rules = root / "production/prometheus/rules"
    rules.mkdir(parents=True)
    (rules / "x.yaml").write_text("groups: []\n")
    with pytest.raises(InputError, match="has no dashboards"):
        read_build(root)


def test_a_catalog_of_before(root: Path) -> None:
    (root / "production/catalog.json").write_text('{"kind": "Catalog", "environment": "production", "services": {}}')
    with pytest.raises(InputError, match=r"names its project.*build. again"):
        read_build(root)
