"""Pages of a project on disk."""

from pathlib import Path

import pytest

from observability.auditing import scaffold
from observability.exceptions import InputError

SERVICE = (
    "apiVersion: observability/v1\nkind: Service\nmetadata: {name: shop, owner: sales}\n"
    "spec:\n  selector: {job: shop}\n  alerts:\n"
    "    QueueFull: {expr: 'queue_length{job=\"shop\"} > 5', severity: critical, summary: Full}\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    write(tmp_path / "observability.yaml", "apiVersion: observability/v1\nkind: Project\nmetadata: {name: shop}\n")
    write(tmp_path / "services/shop.yaml", SERVICE)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def new(*names: str, check: bool = False) -> dict[str, tuple[str, ...]]:
    return {one.path: one.done for one in scaffold((Path(),), names, None, check=check)}


def test_a_check_writes_nothing(project: Path) -> None:
    assert set(new(check=True)) == {"runbooks/shop.md", "runbooks/watchdog.md"}
    assert not (project / "runbooks").exists()


def test_one_service_is_written_without_the_watchdog(project: Path) -> None:
    assert set(new("shop")) == {"runbooks/shop.md"}
    assert (project / "runbooks/shop.md").exists()


def test_a_page_for_each_alert_where_the_descriptor_wants_one(project: Path) -> None:
    write(project / "services/shop.yaml", SERVICE + "  runbook: 'pages/{alert}.md'\n")
    assert set(new("shop")) == {"services/pages/QueueFull.md", "services/pages/TelemetryAbsent.md"}


def test_runbooks_in_the_web_are_not_ours(project: Path) -> None:
    write(project / "services/shop.yaml", SERVICE + "  runbook: https://wiki.example.org/{alert}\n")
    assert new("shop") == {}


def test_who_calls_a_service_is_told(project: Path) -> None:
    write(project / "services/web.yaml", SERVICE.replace("name: shop", "name: web") + "  depends_on: [shop]\n")
    new()
    assert "It is called by Web." in (project / "runbooks/shop.md").read_text()
    assert "It is called by" not in (project / "runbooks/web.md").read_text()


def test_nothing_is_written_where_a_page_cannot_be_read(project: Path) -> None:
    write(project / "services/web.yaml", SERVICE.replace("name: shop", "name: web"))
    (project / "runbooks").mkdir()
    (project / "runbooks/web.md").write_bytes(b"\xff")
    with pytest.raises(InputError, match="is not UTF-8"):
        new()
    assert [path.name for path in (project / "runbooks").iterdir()] == ["web.md"]


def test_nothing_is_written_out_of_the_repository(project: Path) -> None:
    outside = project.parent / f"{project.name}-outside"
    outside.mkdir()
    (project / "runbooks").symlink_to(outside)
    with pytest.raises(InputError, match="leads out of the repository"):
        new()
    assert list(outside.iterdir()) == []


def test_a_page_is_found_by_the_case_of_its_letters(project: Path) -> None:
    write(project / "runbooks/Shop.md", "# Mine\n")
    new("shop")
    assert (project / "runbooks/Shop.md").read_text() == "# Mine\n"


def test_services_may_share_a_page(project: Path) -> None:
    shared = "  runbook: ../runbooks/all.md\n"
    write(project / "services/shop.yaml", SERVICE + shared)
    write(
        project / "services/web.yaml", SERVICE.replace("name: shop", "name: web").replace("QueueFull", "Other") + shared
    )
    assert new("shop", "web") == {
        "runbooks/all.md": ("a section for TelemetryAbsent", "a section for QueueFull", "a section for Other")
    }
    text = (project / "runbooks/all.md").read_text()
    assert text.count("## TelemetryAbsent") == 1
    assert "- **Shop, critical.** Shop: nothing has been scraped" in text
    assert "- **Web, critical.** Web: nothing has been scraped" in text
    assert new("shop", "web") == {"runbooks/all.md": ()}
    assert new("web") == {"runbooks/all.md": ()}
