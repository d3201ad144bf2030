from pathlib import Path

import pytest

from observability.exceptions import UsageError
from observability.findings import Severity
from observability.reviewing import Side, read_sides, whole
from tests.support.repository import Repository

RULES = "groups:\n  - name: g\n    rules:\n      - {{alert: {name}, expr: up == 0}}\n"
PROJECT = "apiVersion: observability/v1\nkind: Project\nmetadata: {name: x}\nspec: {services: [services/*.yaml]}\n"
SERVICE = """\
apiVersion: observability/v1
kind: Service
metadata: {{name: shop, owner: shop}}
spec:
  selector: {{job: shop}}
  red:
    http: {{rate: requests_total, errors: "requests_total{{code='500'}}", objectives: {{availability: {target}}}}}
"""
MANIFEST = "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: x}\nspec:\n  "


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.chdir(tmp_path)
    return Repository.start(tmp_path)


def names(side: Side) -> list[str]:
    return [f"{file.key}: {placed.name}" for file in side.files for placed in file.placed]


def test_only_files_that_differ_are_read_as_rules(repository: Repository) -> None:
    for name in ("A", "B"):
        repository.write(f"rules/{name}.yaml", RULES.format(name=name))
    repository.commit()
    repository.write("rules/B.yaml", RULES.format(name="C"))
    repository.write("rules/D.yaml", RULES.format(name="D"))
    found = read_sides("main")
    assert (names(found.old), names(found.new)) == (["rules/B.yaml: B"], ["rules/B.yaml: C", "rules/D.yaml: D"])
    assert [str(placed.rule.origin) for file in found.old.files for placed in file.placed] == ["main:rules/B.yaml:4:9"]
    assert names(whole(found).new) == ["rules/B.yaml: C", "rules/D.yaml: D", "rules/A.yaml: A"]


def test_a_revision_is_looked_at_where_the_other_side_is(repository: Repository) -> None:
    repository.write("a/x.yaml", RULES.format(name="A"))
    repository.write("b/x.yaml", RULES.format(name="B"))
    repository.commit()
    repository.write("a/x.yaml", RULES.format(name="A2"))
    repository.write("b/x.yaml", RULES.format(name="B2"))
    assert names(read_sides("main", "a").old) == ["x.yaml: A"]
    assert names(read_sides("main", "a/x.yaml").old) == [": A"]
    assert names(read_sides("main:b", "a").old) == ["x.yaml: B"]
    assert names(read_sides("main:b/x.yaml", "a/x.yaml").new) == [": A2"]


def test_what_git_ignores_is_no_part_of_a_change(repository: Repository) -> None:
    repository.write(".gitignore", "build/\n")
    repository.commit(**{"rules.yaml": RULES.format(name="A")})
    repository.write("build/rules.yaml", RULES.format(name="B"))
    repository.write("rules.yaml", RULES.format(name="A") + "\n")
    assert names(read_sides("main").new) == ["rules.yaml: A"]


def test_descriptors_are_compiled_and_a_changed_project_changes_all(repository: Repository) -> None:
    repository.write("observability.yaml", PROJECT)
    repository.write("services/shop.yaml", SERVICE.format(target="99.9"))
    repository.write("examples/other.yaml", SERVICE.format(target="99.9"))
    repository.commit()
    repository.write("services/shop.yaml", SERVICE.format(target="99.5"))
    repository.write("examples/other.yaml", SERVICE.format(target="99.5"))
    found = read_sides("main")
    assert {file.key for file in found.new.files} == {"services/shop.yaml"}
    assert "services/shop.yaml: AvailabilityBudgetBurn" in names(found.old)
    assert found.new.files[0].service == "shop"
    assert found.new.files[0].panels
    repository.commit()
    repository.write("observability.yaml", PROJECT.replace("services:", "scrape_interval: 30s, services:"))
    assert {file.key for file in read_sides("main").old.files} == {"observability.yaml", "services/shop.yaml"}


def test_manifests_are_read(repository: Repository) -> None:
    repository.write("m.yaml", MANIFEST + RULES.format(name="A").replace("\n", "\n  "))
    repository.commit()
    repository.write("m.yaml", MANIFEST + RULES.format(name="B").replace("\n", "\n  "))
    found = read_sides("HEAD", "m.yaml")
    assert (names(found.old), names(found.new)) == ([": A"], [": B"])


def test_what_does_not_parse_on_one_side_leaves_the_other(repository: Repository) -> None:
    repository.commit(**{"a.yaml": "groups: [", "b.yaml": RULES.format(name="B")})
    repository.write("a.yaml", RULES.format(name="A"))
    repository.write("b.yaml", f"<<<<<<< HEAD\n{RULES.format(name='B')}=======\n>>>>>>> x\n")
    found = read_sides("main", "b.yaml")
    (conflict,) = map(str, found.new.findings)
    assert conflict.startswith("b.yaml:1:1: has a conflict left in it that git could not merge; resolve it")
    assert (names(found.old), found.new.broken) == ([": B"], {""})
    found = read_sides("main", "a.yaml")
    assert [str(finding.location) for finding in found.old.findings] == ["main:a.yaml:2:1"]
    assert (names(found.new), found.old.broken) == ([": A"], {""})


def test_links_of_a_revision_lead_to_its_files(repository: Repository) -> None:
    repository.write("real/a.yaml", RULES.format(name="A"))
    (repository.folder / "here").mkdir()
    (repository.folder / "here/a.yaml").symlink_to("../real/a.yaml")
    (repository.folder / "here/out.yaml").symlink_to("/etc/hostname")
    repository.commit()
    repository.write("real/a.yaml", RULES.format(name="B"))
    found = read_sides("main", "here")
    assert (names(found.old), names(found.new)) == (["a.yaml: A"], ["a.yaml: B"])


def test_folders_need_no_repository(tmp_path: Path) -> None:
    for folder, name in (("old", "A"), ("new", "B")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.rules").write_text(RULES.format(name=name))
    found = read_sides(str(tmp_path / "old"), str(tmp_path / "new"))
    assert (names(found.old), names(found.new)) == (["x.rules: A"], ["x.rules: B"])


def test_nothing_to_compare_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: b\n")
    with pytest.raises(UsageError, match="there are no rules, manifests or descriptors, neither in"):
        read_sides(str(tmp_path), str(tmp_path))


def test_rules_of_large_files_that_are_the_same_are_read_only_when_asked_for(tmp_path: Path) -> None:
    many = "".join(f"      - {{alert: A{n}, expr: up == {n}, labels: {{text: {'x' * 60}}}}}\n" for n in range(2_000))
    for folder, limit in (("old", 1), ("new", 2)):
        (tmp_path / folder).mkdir()
        last = f"      - {{alert: Last, expr: up > {limit}}}\n      - {{record: 'r:y', expr: 'r:x'}}\n"
        comment = "# observability: allow removed until 2027-01-01 because\n"
        text = "groups:\n  - name: g\n    rules:\n" + comment + many + last
        (tmp_path / folder / "a.yaml").write_text(text)
    found = read_sides(str(tmp_path / "old"), str(tmp_path / "new"))
    assert (names(found.old), names(found.new)) == (["a.yaml: Last"], ["a.yaml: Last"])
    assert [placed.rule.origin.line for file in found.new.files for placed in file.placed] == [2_005]
    assert [one.reason for file in found.new.files for one in file.overrides] == ["because"]
    both = whole(found)
    assert len(names(both.old)) == len(names(both.new)) == 2_002
    assert [
        placed.rule.expr for side in (both.old, both.new) for placed in side.files[0].placed if placed.name == "Last"
    ] == [
        "up > 1",
        "up > 2",
    ]


def test_a_project_below_what_is_compared_is_not_compared_and_told_if_it_changed(repository: Repository) -> None:
    repository.write("monitoring/observability.yaml", PROJECT)
    repository.write("monitoring/services/shop.yaml", SERVICE.format(target="99.9"))
    repository.commit(**{"rules.yaml": RULES.format(name="A")})
    assert not read_sides("main").new.findings
    repository.write("monitoring/services/shop.yaml", SERVICE.format(target="99.5"))
    found = read_sides("main")
    assert not found.new.files
    (finding,) = found.new.findings
    assert (str(finding.location), finding.severity) == ("monitoring/observability.yaml", Severity.ERROR)
    assert finding.hint == "run this in monitoring, or name that folder on both sides"
    assert {file.key for file in read_sides("main:monitoring", "monitoring").new.files} == {"services/shop.yaml"}


def test_a_project_that_only_one_side_has_is_no_project_of_the_others_descriptors(repository: Repository) -> None:
    repository.write("monitoring/services/shop.yaml", SERVICE.format(target="99.9"))
    repository.commit(**{"rules.yaml": RULES.format(name="A")})
    repository.write("monitoring/observability.yaml", PROJECT)
    found = read_sides("main")
    assert not (*found.old.files, *found.new.files)
    assert [finding.check for finding in found.new.findings] == ["inner-project"]


def test_where_there_is_nothing_but_a_project_below_it_is_named(repository: Repository) -> None:
    repository.write("monitoring/observability.yaml", PROJECT)
    repository.commit(**{"monitoring/services/shop.yaml": SERVICE.format(target="99.9")})
    with pytest.raises(UsageError, match="; there is a project in monitoring"):
        read_sides("main")
