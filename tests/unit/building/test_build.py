"""What a build compiles, keeps, removes and refuses."""

from pathlib import Path

import orjson
import pytest

from observability.building import Built, Request, build
from observability.emit.target import Target
from observability.exceptions import InputError, UsageError
from observability.workspace import Changes, Differences

SERVICE = """\
apiVersion: observability/v1
kind: Service
metadata: {{name: {name}, owner: team}}
spec:
  selector: {{job: {name}}}
  red:
    http: {{rate: http_requests_total, errors: http_errors_total}}
"""
PROJECT = """\
apiVersion: observability/v1
kind: Project
metadata: {name: shop}
spec:
  environments: {production: {matchers: {env: production}}, staging: {matchers: {env: staging}}}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "services").mkdir()
    (tmp_path / "observability.yaml").write_text(PROJECT)
    for name in ("cart", "mail"):
        service(tmp_path, name)
    return tmp_path


def service(project: Path, name: str, more: str = "") -> None:
    (project / "services" / f"{name}.yaml").write_text(SERVICE.format(name=name) + more)


def run(project: Path, *environments: str, targets: frozenset[Target] = frozenset(), check: bool = False) -> Built:
    return build(Request((project,), project / "build", environments, targets, 1, check))


def content(project: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (project / "build").rglob("*") if path.is_file()}


def test_the_same_input_gives_the_same_bytes_with_any_number_of_processes(project: Path) -> None:
    for number in range(25):
        service(project, f"s{number}")
    run(project)
    alone = content(project)
    build(Request((project,), project / "other", jobs=3))
    parallel = {
        str(p).replace("/other/", "/build/"): p.read_bytes() for p in (project / "other").rglob("*") if p.is_file()
    }
    assert parallel == alone


def test_only_what_changed_is_compiled(project: Path) -> None:
    run(project)
    before = content(project)
    service(project, "cart", "      by: [handler]\n".replace("      by", "#     by"))
    again = run(project)
    assert again.compiled == 1
    assert {k: v for k, v in content(project).items() if ".observability" not in k} == {
        k: v for k, v in before.items() if ".observability" not in k
    }


def test_after_one_change_the_next_build_has_nothing_to_do(project: Path) -> None:
    run(project)
    service(project, "cart", "    jobs: {rate: jobs_total}\n")
    assert run(project).compiled == 1
    assert run(project).compiled == 0


def test_a_project_file_that_changed_compiles_everything(project: Path) -> None:
    run(project)
    (project / "observability.yaml").write_text(PROJECT + "  scrape_interval: 20s\n")
    assert run(project).compiled == 2


def test_a_file_that_somebody_edited_is_made_again(project: Path) -> None:
    run(project)
    rules = project / "build/production/prometheus/rules/cart.yaml"
    good = rules.read_bytes()
    rules.write_bytes(b"groups: []\n")
    assert run(project, check=True).outcome == Differences(changed=("production/prometheus/rules/cart.yaml",))
    run(project)
    assert rules.read_bytes() == good


def test_what_a_removed_descriptor_became_is_removed(project: Path) -> None:
    run(project)
    (project / "services/mail.yaml").unlink()
    outcome = run(project).outcome
    assert isinstance(outcome, Changes)
    assert "staging/prometheus/rules/mail.yaml" in outcome.removed
    catalog = orjson.loads((project / "build/staging/catalog.json").read_bytes())
    assert list(catalog["services"]) == ["cart"]


def test_one_environment_leaves_the_others_alone(project: Path) -> None:
    run(project)
    service(project, "cart", "    jobs: {rate: jobs_total}\n")
    run(project, "staging")
    assert "jobs_total" in (project / "build/staging/prometheus/rules/cart.yaml").read_text()
    assert "jobs_total" not in (project / "build/production/prometheus/rules/cart.yaml").read_text()
    assert run(project).compiled == 1


def test_an_environment_that_is_gone_is_removed(project: Path) -> None:
    run(project)
    (project / "observability.yaml").write_text(PROJECT.replace(", staging: {matchers: {env: staging}}", ""))
    run(project)
    assert not (project / "build/staging").exists()


def test_only_rules_leaves_dashboards_as_they_are_and_the_next_full_build_mends_them(project: Path) -> None:
    run(project)
    service(project, "cart", "    jobs: {rate: jobs_total}\n")
    dashboard = project / "build/production/grafana/dashboards/team/cart.json"
    before = dashboard.read_bytes()
    run(project, targets=frozenset([Target.RULES]))
    assert dashboard.read_bytes() == before
    assert run(project).compiled == 1
    assert dashboard.read_bytes() != before


def test_an_error_in_one_descriptor_writes_nothing_and_tells_all(project: Path) -> None:
    run(project)
    before = content(project)
    service(project, "cart", "  rde: {}\n")
    service(project, "mail", "  lniks: {}\n")
    with pytest.raises(InputError) as error:
        run(project)
    assert {finding.location.file for finding in error.value.findings} == {"services/cart.yaml", "services/mail.yaml"}
    assert content(project) == before


def test_a_broken_project_file_does_not_hide_the_errors_of_descriptors(project: Path) -> None:
    (project / "observability.yaml").write_text(PROJECT + "  tires: {}\n")
    service(project, "cart", "  rde: {}\n")
    with pytest.raises(InputError) as error:
        run(project)
    assert {finding.location.file for finding in error.value.findings} == {"observability.yaml", "services/cart.yaml"}


def test_a_dependency_on_a_service_that_was_not_asked_for_is_no_error(project: Path) -> None:
    service(project, "cart", "  depends_on: [mail]\n")
    built = build(Request((project / "services/cart.yaml",), project / "build"))
    assert built.services == 1


def test_an_environment_that_nobody_knows_names_the_one_that_was_meant(project: Path) -> None:
    with pytest.raises(UsageError, match="did you mean 'staging'"):
        run(project, "stagin")


def made_tests(project: Path, *environments: str) -> list[str]:
    folders = [project / "build" / environment / "prometheus/tests" for environment in environments]
    return sorted(path.name for folder in folders for path in folder.glob("*.yaml"))


def test_tests_are_made_when_somebody_asks_for_them_and_kept_up_to_date_from_then_on(project: Path) -> None:
    run(project)
    assert not made_tests(project, "production", "staging")
    run(project, "production", targets=frozenset({Target.TESTS}))
    assert made_tests(project, "production", "staging") == ["cart.yaml", "mail.yaml"]
    before = content(project)
    service(project, "mail", "    orders: {rate: orders_total, errors: orders_failed_total}\n")
    run(project)
    after = content(project)
    file = str(project / "build/production/prometheus/tests/mail.yaml")
    assert b"orders_failed_total" in after[file]
    assert before[file] != after[file]
    (project / "services/mail.yaml").unlink()
    run(project)
    assert made_tests(project, "production") == ["cart.yaml"]


def test_a_build_of_the_rules_alone_leaves_the_tests_alone(project: Path) -> None:
    run(project, targets=frozenset({Target.TESTS}))
    before = content(project)
    run(project, targets=frozenset({Target.RULES}))
    tests = {path: text for path, text in content(project).items() if "/prometheus/tests/" in path}
    assert tests == {path: text for path, text in before.items() if "/prometheus/tests/" in path}
