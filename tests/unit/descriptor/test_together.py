from observability.descriptor import Project, ServiceCard, check_together, load_service
from observability.model.artifact import Source
from observability.model.location import Location
from tests.unit.descriptor.samples import BASE, spec


def card(name: str, file: str, *depends_on: str) -> ServiceCard:
    return ServiceCard(name, Location(file, 3, 5), depends_on, Location(file, 9, 3))


def complaints(*cards: ServiceCard) -> list[str]:
    return [str(finding) for finding in check_together(cards)]


def test_different_services_that_know_each_other_are_fine() -> None:
    assert complaints(card("a", "a.yaml", "b"), card("b", "b.yaml", "a")) == []


def test_the_second_of_two_services_of_one_name_is_told_where_the_first_is() -> None:
    found = complaints(card("shop", "b.yaml"), card("shop", "a.yaml"))
    assert found == ["b.yaml:3:5: another service is called shop (metadata.name); see a.yaml:3:5; rename one of them"]


def test_names_that_differ_only_by_case_are_the_same() -> None:
    assert len(complaints(card("shop", "a.yaml"), card("Shop", "b.yaml"))) == 1


def test_an_unknown_dependency_gets_a_suggestion() -> None:
    found = complaints(card("shop", "a.yaml", "mial"), card("mail", "b.yaml"))
    assert found == ["a.yaml:9:3: the project has no service 'mial' (spec.depends_on); did you mean mail?"]


def test_a_document_tells_what_others_must_know() -> None:
    owners = {"default": "team"}
    document = load_service(Source("a.yaml", spec("depends_on: [mail]").encode()), Project())
    assert document.card == ServiceCard("shop", Location("a.yaml", 3, 12), ("mail",), Location("a.yaml", 10, 3), owners)
    assert load_service(Source("a.yaml", BASE.encode()), Project()).card.depends_on == ()
