from typing import Any

from observability.preview.fill import ALL, BETWEEN, Span
from observability.preview.variables import MOST_VALUES, Variable, asked, chosen, combinations

SPAN = Span(0, 3_600_000, 60_000)


def dashboard(**queries: Any) -> dict[str, Any]:
    variables = [
        {"name": name, "type": "query", "query": query, "allValue": ".+", "multi": True}
        for name, query in queries.items()
    ]
    return {"templating": {"list": [{"name": "datasource", "type": "datasource"}, *variables]}}


def test_label_values_become_a_query_with_the_variables_before_as_all() -> None:
    shown = dashboard(
        owner={"query": "label_values(service:info, owner)"},
        tier='label_values(service:info{owner=~"$owner"}, tier)',
        other="query_result(up)",
        any="label_values(zone)",
    )
    assert asked(shown, SPAN) == [
        Variable("owner", "owner", "group by (owner) (service:info)"),
        Variable("tier", "tier", 'group by (tier) (service:info{owner=~".+"})'),
        Variable("any", "zone", 'group by (zone) ({zone!=""})'),
    ]


def test_a_query_has_an_answer_for_each_choice_of_its_own_variables() -> None:
    shown = dashboard(a="label_values(x, a)", b="label_values(x, b)", c="label_values(x, c)")
    names, choices = combinations('x{b="$b",a="$a"}', shown, {"a": ["1", "2"], "b": ["3"], "c": ["4"]})
    assert names == ["a", "b"]
    assert choices == [[ALL, ALL], [ALL, "3"], ["1", ALL], ["1", "3"], ["2", ALL], ["2", "3"]]


def test_too_many_choices_are_cut_to_one_variable_at_a_time() -> None:
    shown = dashboard(a="label_values(x, a)", b="label_values(x, b)")
    values = {"a": [f"{n}" for n in range(40)], "b": [f"{n}" for n in range(40)]}
    _, choices = combinations("$a $b", shown, values)
    assert len(choices) == 1 + 2 * MOST_VALUES
    assert all(ALL in choice for choice in choices)


def several(**values: Any) -> list[list[str]]:
    shown = dashboard(**{name: f"label_values(x, {name})" for name in values})
    _, choices = combinations(" ".join(f"${name}" for name in values), shown, values)
    return [[one.replace(BETWEEN, "+") for one in choice] for choice in choices if BETWEEN in "".join(choice)]


def test_several_values_of_one_variable_have_answers_and_all_of_them_are_all() -> None:
    assert several(a=["1", "2"]) == []
    assert several(a=["1", "2", "3"]) == [["1+2"], ["1+3"], ["2+3"]]
    assert several(a=["1"], b=["1", "2", "3"]) == [[ALL, "1+2"], [ALL, "1+3"], [ALL, "2+3"]]
    assert len(several(a=list("1234"))) == 6 + 4


def test_as_many_together_as_there_is_room_for_all_of_one_number_or_none() -> None:
    assert {one.count("+") for (one,) in several(a=list("1234"))} == {1, 2}
    assert {one.count("+") for (one,) in several(a=list("12345"))} == {1}
    assert several(a=list("123456")) == []


def test_several_values_are_one_group_of_a_regex() -> None:
    shown = dashboard(a="label_values(x, a)")
    assert chosen(shown, ["a"], [f"v.w{BETWEEN}x"]) == {"a": r"(v\\.w|x)"}


def test_what_is_not_chosen_is_all() -> None:
    shown = dashboard(a="label_values(x, a)", b="label_values(x, b)")
    assert chosen(shown, ["b"], ["v.w"]) == {"a": ".+", "b": r"v\\.w"}
