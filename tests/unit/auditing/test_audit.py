"""What an audit finds in a repository of real files."""

import os
from pathlib import Path

import pytest

from observability.auditing import Request, audit, read_exposed
from observability.baseline import Baseline, dump_baseline, read_baseline
from observability.cli import run
from observability.exceptions import InputError
from observability.findings import Severity
from observability.runbooks.kind import Kind
from tests.support import git
from tests.unit.auditing.repository import GOOD, Repository, alert


def only(repository: Repository, **more: object) -> tuple[str, str, str]:
    (found,) = repository.findings(**more)
    return found


def test_a_good_runbook_has_nothing_to_report(repository: Repository) -> None:
    audited = repository.audit()
    assert audited.problems == ()
    assert (audited.alerts, audited.pages) == (1, 1)


def test_an_alert_without_a_link_leads_nowhere(repository: Repository) -> None:
    repository.rules(alert(url=None))
    assert "there is no runbook_url (annotations.runbook_url); link to" in repository.findings()[0][2]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "the link is empty"),
        ("mailto:shop@example.org", "mailto: leads to no page"),
        ("ftp://example.org/shop.md", "ftp: leads to no page"),
        ("javascript:alert(1)", "javascript: leads to no page"),
        ("../../../etc/passwd", "out of the repository"),
        ("runbooks/none.md", "leads to runbooks/none.md, which is not there"),
        ("runbooks/Shop.md", "which is not there (annotations.runbook_url); it is called runbooks/shop.md"),
        ("Runbooks/shop.md", "it is called runbooks"),
        ("runbooks/shop.md#queue-full", "there is no such section (annotations.runbook_url); did you mean #queuefull?"),
        ("runbooks/shop.md#QueueFull", "did you mean #queuefull?"),
        ("runbooks/{{ $labels.owner }}s.md", "runbooks/shops.md, which is not there"),
        ("runbooks", "leads to runbooks, which is a folder (annotations.runbook_url); name a page in it"),
        ("runbooks/..", "leads to the root, which is a folder"),
        ("runbooks/page-{{ $labels.pod }}.md", "leads nowhere, whatever its value"),
    ],
)
def test_a_link_that_leads_nowhere_is_broken(repository: Repository, url: str, words: str) -> None:
    repository.rules(alert(url=url))
    found = repository.findings()
    assert found[0][0] == "broken"
    assert words in found[0][2]
    assert found[0][2].startswith("rules.yaml:4:5: alert 'QueueFull'")


@pytest.mark.parametrize("url", ["{{ $labels.url }}", "runbooks/{{ $labels.pod }}.md", "https://x.org/{{ $value }}"])
def test_what_only_time_tells_is_unknown(repository: Repository, url: str) -> None:
    repository.rules(alert(url=url))
    assert [kind for kind, _, _ in repository.findings()] == ["unknown"]


def test_a_link_into_the_web_is_counted_and_not_followed(repository: Repository) -> None:
    repository.rules(alert(url="https://wiki.example.org/x"))
    assert repository.audit().elsewhere == 1
    assert repository.findings() == []


def test_the_url_of_the_repositorys_pages_is_looked_up_in_the_tree(repository: Repository) -> None:
    repository.rules(alert(url="https://git.example.org/o/r/blob/main/runbooks/shop.md#gone"))
    assert repository.findings() == []
    assert only(repository, pages_url="https://git.example.org/o/r/blob/main/{path}")[1] == "missing-anchor"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Größe\n".encode("latin-1"), "is not UTF-8: line 1 has the byte 0xf6"),
        ("# A\n".encode("utf-16"), "is binary"),
        (b"\x7fELF\0\0", "is binary"),
        (b"x" * (1 << 20) + b"\n", "is larger than 1 MiB"),
    ],
)
def test_a_page_that_nobody_can_read_is_broken(repository: Repository, content: bytes, words: str) -> None:
    repository.page("runbooks/shop.md", content)
    kind, check, line = only(repository)
    assert (kind, check) == ("broken", "missing-page")
    assert words in line


def test_a_page_of_100_mb_is_not_read(repository: Repository) -> None:
    with (repository.root / "runbooks/shop.md").open("wb") as file:
        file.truncate(100 << 20)
    assert "is larger than 1 MiB" in only(repository)[2]


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(repository: Repository) -> None:
    repository.page("runbooks/shop.md", b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert repository.findings() == []


def test_an_empty_page_answers_nothing(repository: Repository) -> None:
    repository.page("runbooks/shop.md", "")
    repository.rules(alert(url="runbooks/shop.md"))
    assert [check for _, check, _ in repository.findings()] == ["missing-section", "alert-not-named"]


@pytest.mark.parametrize("there", ["/etc/passwd", "../../outside.md"])
def test_a_symbolic_link_out_of_the_tree_is_not_followed(repository: Repository, there: str, tmp_path: Path) -> None:
    (tmp_path.parent / "outside.md").write_text(GOOD)
    (repository.root / "runbooks/shop.md").unlink()
    (repository.root / "runbooks/shop.md").symlink_to(there)
    assert "is a symbolic link that leads out of the repository" in only(repository)[2]


def test_nor_is_a_folder_that_leads_out(repository: Repository, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "shop.md").write_text(GOOD)
    (repository.root / "books").symlink_to(outside)
    repository.rules(alert(url="books/shop.md#queuefull"))
    assert "is not there" in only(repository)[2]


def test_links_to_itself_and_pipes_are_told(repository: Repository) -> None:
    (repository.root / "runbooks/loop.md").symlink_to("loop.md")
    os.mkfifo(repository.root / "runbooks/pipe.md")
    repository.rules(alert("Loop", "runbooks/loop.md"), alert("Pipe", "runbooks/pipe.md"))
    lines = [line for kind, _, line in repository.findings() if kind == "broken"]
    assert "it is a symbolic link to itself" in lines[0]
    assert "is no regular file" in lines[1]


def test_a_symbolic_link_inside_of_the_tree_is_followed(repository: Repository) -> None:
    (repository.root / "shop.md").symlink_to("runbooks/shop.md")
    repository.rules(alert(url="shop.md#queuefull"))
    assert [kind for kind, _, _ in repository.findings()] == []


def test_what_is_no_markdown_is_unknown(repository: Repository) -> None:
    repository.page("runbooks/shop.html", "<h1>x</h1>")
    repository.rules(alert(url="runbooks/shop.html#x"))
    assert only(repository)[0] == "unknown"


@pytest.mark.parametrize("word", ["TODO", "TBD: ask Ann", "", "tbd", "..."])
def test_a_part_without_an_answer_is_a_stub(repository: Repository, word: str) -> None:
    repository.page("runbooks/shop.md", GOOD.replace("Start another worker.", word))
    kind, check, line = only(repository)
    assert (kind, check) == ("incomplete", "stub-section")
    assert line.startswith("runbooks/shop.md:21:1: Mitigation of QueueFull is a stub")


def test_a_part_that_is_missing_is_named(repository: Repository) -> None:
    repository.page("runbooks/shop.md", GOOD.replace("### Impact", "### Whom it hurts"))
    assert "the answer to QueueFull has no section Impact" in only(repository)[2]


def test_parts_are_found_whatever_surrounds_their_names(repository: Repository) -> None:
    repository.page("runbooks/shop.md", GOOD.replace("### Meaning", "### 🔎 *Meaning*:").replace("Impact", "IMPACT"))
    assert repository.findings() == []


def test_a_page_of_one_alert_may_have_its_parts_at_the_top(repository: Repository) -> None:
    page = GOOD.replace("# Shop\n\n## QueueFull", "# QueueFull").replace("###", "##")
    repository.page("runbooks/shop.md", page)
    for url in ("runbooks/shop.md", "runbooks/shop.md#queuefull", "runbooks/shop.md#diagnosis"):
        repository.rules(alert(url=url))
        assert repository.findings() == [], url


def test_a_page_must_name_its_alerts(repository: Repository) -> None:
    repository.rules(alert("QueueFuller"))
    assert [check for _, check, _ in repository.findings()] == ["alert-not-named"]


def test_different_alerts_need_sections_that_name_them(repository: Repository) -> None:
    repository.rules(alert(), alert("CertificateExpires", expr="cert_days < 3"))
    repository.page("runbooks/shop.md", GOOD + "\n## Others\n\nCertificateExpires is told elsewhere.\n")
    kind, check, line = only(repository)
    assert (kind, check) == ("shared", "shared-section")
    assert "CertificateExpires, QueueFull mean different things" in line
    repository.page("runbooks/shop.md", GOOD.replace("The queue is", "As CertificateExpires: the queue is"))
    assert repository.findings() == []


def test_two_limits_of_one_thing_share_a_section(repository: Repository) -> None:
    repository.rules(alert(), alert("QueueFullSoon", expr="queue_length > 3"))
    repository.page("runbooks/shop.md", GOOD + "\n## Others\n\nQueueFullSoon.\n")
    assert repository.findings() == []


def test_an_alert_of_nobody_is_told(repository: Repository) -> None:
    repository.rules(alert(labels={"severity": "critical"}))
    assert only(repository)[:2] == ("ownerless", "missing-owner")
    repository.rules(alert(labels={"severity": "info"}))
    assert repository.findings() == []


def test_a_page_that_nobody_links_to_is_an_orphan(repository: Repository) -> None:
    repository.page("runbooks/old.md", "# Old\n")
    repository.page("runbooks/README.md", "# Read me\n")
    repository.page("other/unrelated.md", "# Other\n")
    assert only(repository)[:2] == ("orphan", "orphan-page")
    repository.page("runbooks/shop.md", GOOD + "\nSee [the old one](old.md).\n")
    assert repository.findings() == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("```promql\nqueue:old:rate5m > 1\n```", "no rule records queue:old:rate5m; did you mean queue:new:rate5m?"),
        ("    curl 'http://h:9090/api/v1/query?query=queue:old:rate5m'", "no rule records queue:old:rate5m"),
        ("```sh\namtool silence add alertname=QueueFul\n```", "there is no alert QueueFul; did you mean QueueFull?"),
        ('```promql\nALERTS{alertname="Gone"}\n```', "there is no alert Gone"),
    ],
)
def test_code_that_asks_for_what_is_gone_is_outdated(repository: Repository, code: str, words: str) -> None:
    repository.rules(alert(), {"record": "queue:new:rate5m", "expr": "rate(queue_total[5m])"})
    repository.page("runbooks/shop.md", GOOD.replace("Look at", f"{code}\n\nLook at"))
    kind, check, line = only(repository)
    assert (kind, check) == ("outdated", "unknown-name")
    assert words in line
    assert ":15:1:" not in line  # the line of the code itself, not of the block before


@pytest.mark.parametrize(
    "code",
    [
        "```promql\nqueue:new:rate5m and other_metric\n```",
        "```sh\ndocker run -v data:data:ro queue:latest\n```",
        "```sh\namtool silence add alertname=~Queue.*\n```",
        '```promql\nALERTS{alertname="QueueFull"}\n```',
        "```promql\nsum(<what you want>)\n```",
        "Not code: queue:old:rate5m",
    ],
)
def test_code_that_asks_for_what_is_there_is_fine(repository: Repository, code: str) -> None:
    repository.rules(alert(), {"record": "queue:new:rate5m", "expr": "rate(queue_total[5m])"})
    repository.page("runbooks/shop.md", GOOD.replace("Look at", f"{code}\n\nLook at"))
    assert repository.findings() == []


def test_raw_metrics_are_judged_where_somebody_told_which_there_are(repository: Repository, tmp_path: Path) -> None:
    repository.page("runbooks/shop.md", GOOD.replace("queue_length\n", "queue_size\n"))
    assert repository.findings() == []
    (tmp_path / "metrics").write_text('# HELP x\nqueue_sizes{a="b"} 1\n')
    exposed = read_exposed(tmp_path / "metrics")
    assert "nothing exposes queue_size; did you mean queue_sizes?" in only(repository, exposed=exposed)[2]
    (tmp_path / "metrics").write_text('{"status": "success", "data": ["queue_size"]}')
    assert repository.findings(exposed=read_exposed(tmp_path / "metrics")) == []
    (tmp_path / "metrics").write_text("{")
    with pytest.raises(InputError, match="holds no names of metrics"):
        read_exposed(tmp_path / "metrics")


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("[x](other.md)", "leads to runbooks/other.md, which is not there"),
        ("[x](SHOP.md)", "it is called runbooks/shop.md"),
        ("[x](#nowhere)", "a section that is not there"),
        ("[x](shop.md#impacts)", "did you mean #impact?"),
        ("[x](/runbooks/none.md)", "leads to runbooks/none.md"),
        ("[x](javascript:alert)", "would run a program"),
        ("[x](../../x.md)", "out of the repository"),
        ("[x]()", "the link is empty"),
        ("![x](none.png)", "runbooks/none.png, which is not there"),
    ],
)
def test_links_of_a_page_are_followed(repository: Repository, link: str, words: str) -> None:
    repository.page("runbooks/shop.md", f"{GOOD}\nOne line,\n{link}\n")
    kind, check, line = only(repository)
    assert (kind, check) == ("broken", "page-link")
    assert line.startswith("runbooks/shop.md:26:1: ")
    assert words in line


@pytest.mark.parametrize(
    "link", ["[x](#impact)", "[x](shop.md)", "[x](../runbooks/)", "[x](mailto:a@b.c)", "[x](https://x.org)"]
)
def test_links_that_lead_somewhere_are_fine(repository: Repository, link: str) -> None:
    repository.page("runbooks/shop.md", f"{GOOD}\n{link}\n")
    assert repository.findings() == []


def test_a_picture_may_be_of_any_size(repository: Repository) -> None:
    with (repository.root / "runbooks/large.png").open("wb") as file:
        file.truncate(5 << 20)
    repository.page("runbooks/shop.md", f"{GOOD}\n![large](large.png)\n")
    assert repository.findings() == []


def test_manifests_are_read_as_rule_files_are(repository: Repository) -> None:
    repository.page(
        "m.yaml",
        "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups:\n    - name: g\n      rules:\n"
        "        - alert: Gone\n          expr: up == 0\n          labels: {team: ops}\n"
        "          annotations: {runbook_url: runbooks/none.md}\n",
    )
    kind, _, line = repository.findings("m.yaml")[0]
    assert kind == "broken"
    assert line.startswith("m.yaml:7:11: alert 'Gone' leads to runbooks/none.md")


def test_rules_that_cannot_be_read_are_told_beside_the_others(repository: Repository) -> None:
    repository.page("rules/bad.yaml", "groups: [\n")
    repository.rules(alert(url="none.md"), name="rules/good.yaml")
    assert [check for _, check, _ in repository.findings("rules")] == ["rule-file", "missing-page"]


def test_nothing_to_audit_is_an_error(repository: Repository) -> None:
    (repository.root / "empty").mkdir()
    with pytest.raises(InputError, match="there are no rule files"):
        repository.audit("empty")
    with pytest.raises(InputError, match="there is no such file or folder"):
        repository.audit("none.yaml")


def test_what_fails_a_run_is_for_the_caller_to_say(repository: Repository) -> None:
    repository.page("runbooks/old.md", "# Old\n")
    (problem,) = repository.audit().problems
    assert problem.finding.severity is Severity.WARNING
    (problem,) = repository.audit(fail_on=frozenset({Kind.ORPHAN})).problems
    assert problem.finding.severity is Severity.ERROR


def test_what_is_known_is_not_told_again_wherever_it_moved(repository: Repository, tmp_path: Path) -> None:
    repository.rules(alert(url="none.md"))
    (tmp_path / "known.json").write_bytes(dump_baseline(problem.finding for problem in repository.audit().problems))
    known = read_baseline(tmp_path / "known.json")
    repository.rules(alert(), alert(url="none.md"), alert("New", url="none.md"))
    audited = repository.audit(baseline=known)
    assert ["New" in problem.finding.message for problem in audited.problems] == [True]
    assert len(audited.known) == 1
    repository.rules(alert())
    assert repository.audit(baseline=known).mended == 1


@pytest.mark.parametrize("text", ["", "{}", '{"version": 2, "known": []}', '{"version": 1, "known": [1]}'])
def test_a_baseline_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "known.json").write_text(text)
    with pytest.raises(InputError, match="is no baseline of version 1"):
        read_baseline(tmp_path / "known.json")


def test_a_baseline_is_the_same_for_the_same_findings() -> None:
    assert dump_baseline(()) == b'{\n  "version": 1,\n  "known": []\n}\n'
    assert Baseline().mended(()) == 0


def commit(repository: Repository, day: int, *paths: str) -> None:
    git.start(repository.root)
    git.commit(repository.root, "x", *paths, time=day * 86_400)


def test_a_page_that_its_alert_left_behind_is_stale(repository: Repository) -> None:
    commit(repository, 1, "runbooks/shop.md")
    commit(repository, 100, "rules.yaml")
    assert repository.findings() == []
    repository.rules(alert(expr="queue_length > 6"))
    commit(repository, 200, "rules.yaml")
    kind, check, line = only(repository)
    assert (kind, check) == ("stale", "stale-page")
    assert "was last changed on 1970-01-02, and alert 'QueueFull' (rules.yaml) on 1970-07-20" in line
    repository.page("runbooks/shop.md", GOOD + "\n")
    assert repository.findings() == []  # whoever is writing need not be told


def test_a_change_of_another_alert_makes_no_page_stale(repository: Repository) -> None:
    commit(repository, 1, "runbooks/shop.md", "rules.yaml")
    repository.rules(alert(), alert("Other", "runbooks/other.md#queuefull"))
    repository.page("runbooks/other.md", GOOD.replace("# Shop", "# Other"))
    commit(repository, 400, "runbooks/other.md", "rules.yaml")
    assert repository.findings() == []


def test_who_audits_some_services_is_told_of_no_orphans(tmp_path: Path) -> None:
    """The pages of the others, and the Watchdog's, are linked to by alerts that were not looked at."""
    assert run(["init", str(tmp_path)]) == 0
    (tmp_path / "services/runbooks/other.md").write_text("# Other\n")
    kinds = {
        path: [problem.kind for problem in audit(Request((tmp_path / path,))).problems]
        for path in ("", "services", "services/example.yaml")
    }
    assert kinds == {"": ["orphan"], "services": [], "services/example.yaml": []}


def test_who_audits_some_services_is_not_told_that_alerts_of_others_are_gone(tmp_path: Path) -> None:
    assert run(["init", str(tmp_path)]) == 0
    page = tmp_path / "services/runbooks/example.md"
    asked = '```promql\nALERTS{alertname="OfAnother"} and signal:of_another:rate5m\n```\n'
    page.write_text(page.read_text().replace("### Diagnosis\n", f"### Diagnosis\n\n{asked}", 1))
    assert asked in page.read_text()
    checks = {
        path: {problem.finding.check for problem in audit(Request((tmp_path / path,))).problems}
        for path in ("", "services/example.yaml")
    }
    assert checks == {"": {"unknown-name"}, "services/example.yaml": set()}
