from decimal import Decimal

import pytest

from observability.descriptor import Project, load_project
from observability.model.durations import Duration
from observability.model.service import Environment, Owner
from tests.unit.descriptor.samples import BASE, complaints, project, project_complaints, project_text, service

FULL = """
services: [services/*.yaml]
scrape_interval: 20s
evaluation_interval: 1m
grafana: {url: https://grafana.example.org/}
environments:
  production: {matchers: {env: production}}
  staging: {matchers: {env: staging}, scrape_interval: 30s}
owners:
  payments: {title: Payments, contact: payments@example.org}
  platform: {}
tiers:
  critical: {objectives: {availability: 99.95}}
  batch: {objectives: {availability: false}}
"""


def test_without_a_file_there_is_one_environment_and_any_owner() -> None:
    found = load_project(None)
    assert found == Project()
    assert found.environments == (Environment("default"),)
    assert complaints(BASE.replace("team", "anybody"), found) == []


def test_all_that_a_project_says_is_read() -> None:
    found = project(project_text(FULL))
    url, minute = "https://grafana.example.org", Duration.parse("1m")
    assert found.environments == (
        Environment("production", {"env": "production"}, Duration.parse("20s"), minute, url),
        Environment("staging", {"env": "staging"}, Duration.parse("30s"), minute, url),
    )
    assert found.owners["payments"] == Owner("payments", "Payments", "payments@example.org")
    assert found.owners["platform"].title == "Platform"
    assert found.services == ("services/*.yaml",)
    assert found.source
    assert found.source.path == "observability.yaml"


def test_tiers_replace_the_built_in_ones_by_name_and_add_to_them() -> None:
    tiers = project(project_text(FULL)).tiers
    assert sorted(tiers) == ["batch", "critical", "low", "standard"]
    assert tiers["critical"].objectives["availability"]["target"] == Decimal("99.95")
    assert not tiers["batch"].objectives


def test_with_owners_an_unknown_one_gets_a_suggestion() -> None:
    found = complaints(BASE.replace("team", "payment"), project(project_text(FULL)))
    message = "the owner 'payment' is not one of the project's (metadata.owner); did you mean payments?"
    assert found == [f"services/shop.yaml:3:31: {message}"]


def test_the_owner_of_a_service_is_the_projects() -> None:
    text = BASE.replace("team", "payments")
    assert service(text, project(project_text(FULL)), "staging").owner.contact == "payments@example.org"


def test_an_environment_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Project().environment("production")


def test_a_matcher_may_say_what_our_own_label_would_say() -> None:
    assert not project_complaints(project_text("environments: {production: {matchers: {environment: production}}}"))
    (found,) = project_complaints(project_text("environments: {production: {matchers: {environment: prod}}}"))
    assert "the label 'environment' is one that the generated rules set" in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("scrape_interval: 5m", "5:20: an interval of 5m is too long: a rate over 5 minutes needs four samples"),
        ("scrape_interval: 76s", "write 1m15s or less"),
        ("scrape_interval: 100ms", "an interval of 100ms is too short"),
        ("evaluation_interval: 121s", "the rules that read a slower group would find holes"),
        ("evaluation_interval: often", "'often' is not a duration"),
        ("environments: {a: {scrape_interval: 2m}}", "(spec.environments.a.scrape_interval)"),
        ("environments: {}", "this is empty (spec.environments)"),
        ("severities: [page, '']", "this is empty (spec.severities.1); as in page"),
        ("runbooks: {sections: ['']}", "this is empty (spec.runbooks.sections.0); as in Diagnosis"),
        ("environments: {Prod: {}}", "'Prod' is not a name (spec.environments.Prod)"),
        ("environments: {../x: {}}", "'../x' is not a name"),
        ("environments: {a: {matchers: {service: x}}}", "the label 'service' is one that the generated rules set"),
        ("environments: {a: {matchers: {a-b: x}}}", "'a-b' is not a label name"),
        ("environments: {a: {matchers: {env: ''}}}", "an empty value means that the label is absent"),
        ("environments: {a: {matchers: {env: '{{ x }}'}}}", "{{ ... }} would be run as a template"),
        ("owners: {A b: {}}", "'A b' is not a name"),
        ("owners: {a: {title: '{{ x }}'}}", "templates {{ ... }} are not allowed"),
        ("tiers: {gold: {objectives: {availability: 100}}}", "(spec.tiers.gold.objectives.availability)"),
        ("tiers: {gold: {objectives: {availability: {window: 7d}}}}", "the target is missing"),
        ("tiers: {gold: {objectives: {latency: {target: 99}}}}", "the threshold is missing"),
        (
            "tiers: {gold: {objectives: {latency: {target: 99, threshold: 1s, window: 1h}}}}",
            "cannot have a window of 1h",
        ),
        ("tiers: {gold: {objectives: {availability: true}}}", "true promises nothing"),
        ("services: [../x.yaml]", "5:14: '../x.yaml' leads out of the repository"),
        ("grafana: {url: 'javascript:x'}", "is not a web address"),
        ("policies: {runbook: yes}", "'yes' is not known here"),
        ("enviroments: {}", "did you mean environments?"),
    ],
)
def test_a_project_that_cannot_work_says_why(text: str, words: str) -> None:
    (found,) = project_complaints(project_text(text))
    assert words in found


def test_all_errors_of_the_file_come_at_once() -> None:
    found = project_complaints(project_text("scrape_interval: 1h\nowners: {A: {}}\nfoo: 1"))
    assert [line.split(":")[1] for line in found] == ["5", "6", "7"]
