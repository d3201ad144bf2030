import os
from pathlib import Path

import pytest

from observability import workspace
from observability.exceptions import InputError

RULES = "groups: []\n"
DESCRIPTOR = "# A service.\napiVersion: observability/v1\nkind: Service\n"


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Descriptors, rules by hand, and what a build made, somewhere inside."""
    monkeypatch.chdir(tmp_path)
    put(Path("rules"), **{"a.yaml": RULES})
    put(Path("monitoring"), **{"observability.yaml": DESCRIPTOR, "services__shop.yaml": DESCRIPTOR})
    build = Path("monitoring/build")
    put(build, **{".observability.json": "{}"})
    for environment in ("production", "staging"):
        put(build / environment, **{"catalog.json": "{}", "prometheus__rules__shop.yaml": RULES})
        put(build / environment, **{"prometheus__tests__shop.yaml": "tests: []\n"})
    return tmp_path


def refused(found: InputError) -> list[str]:
    return [str(finding) for finding in found.findings]


BY_HAND = ["monitoring/observability.yaml", "monitoring/services/shop.yaml", "rules/a.yaml"]


@pytest.mark.usefixtures("repository")
def test_builds_in_a_repository_are_looked_at_by_environment() -> None:
    folders = workspace.find_output([Path()])
    build = Path("monitoring/build")
    assert {folder.root: list(map(str, folder.rules)) for folder in folders} == {
        build / "production": [f"{build}/production/prometheus/rules/shop.yaml"],
        build / "staging": [f"{build}/staging/prometheus/rules/shop.yaml"],
        None: ["rules/a.yaml"],
    }


@pytest.mark.usefixtures("repository")
def test_who_says_what_is_odd_judges_descriptors_and_what_is_no_file_too() -> None:
    Path("rules/gone.yaml").symlink_to("nowhere")
    folders, odd = workspace.search_output([Path()])
    assert list(map(str, folders[-1].rules)) == BY_HAND
    assert [finding.message for finding in odd] == ["is a link to nothing"]
    with pytest.raises(InputError, match="is a link to nothing"):
        workspace.find_output([Path()])


@pytest.mark.usefixtures("repository")
def test_tests_that_a_build_made_are_no_rule_files() -> None:
    names = [path.as_posix() for path in workspace.find_rule_files([Path()])]
    built = [f"monitoring/build/{name}/prometheus/rules/shop.yaml" for name in ("production", "staging")]
    assert names == [*built, "rules/a.yaml"]


@pytest.mark.usefixtures("repository")
def test_a_descriptor_for_a_rule_file_is_told_with_the_next_step() -> None:
    hint = "run `observability build`, and name what it made"
    path = Path("monitoring/services/shop.yaml")
    for find in (workspace.find_output, workspace.find_rule_files):
        with pytest.raises(InputError) as found:
            find([path])
        assert refused(found.value) == [f"{path}:2:1: is a descriptor, and no rules yet; {hint}"]
    with pytest.raises(InputError) as found:
        workspace.find_rule_files([path.parent])
    assert refused(found.value) == [f"monitoring/services: there are no rule files; {hint}"]


@pytest.mark.usefixtures("repository")
def test_what_is_not_there_is_told_with_what_may_be_meant() -> None:
    with pytest.raises(InputError) as found:
        workspace.find_output([Path("build"), Path("ruls")])
    assert refused(found.value) == [
        "build: there is no such file or folder; run `observability build` first",
        "ruls: there is no such file or folder; did you mean rules?",
    ]


@pytest.mark.usefixtures("repository")
def test_a_pipe_in_the_place_of_a_builds_own_files_is_not_waited_for() -> None:
    build = Path("monitoring/build")
    catalog, manifest = build / "production/catalog.json", build / ".observability.json"
    for file in (catalog, manifest):
        file.unlink()
        os.mkfifo(file)
    assert workspace.read_manifest(build).files == {}
    with pytest.raises(InputError) as found:
        workspace.find_output([build])
    assert refused(found.value) == [f"{catalog}: is no regular file; name a file, or remove it from the folder"]
