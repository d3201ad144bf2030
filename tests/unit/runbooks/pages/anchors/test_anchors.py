import pytest

from observability.runbooks.pages import FLAVOURS


@pytest.mark.parametrize(
    ("title", "github", "gitlab", "mkdocs"),
    [
        ("QueueFull", "queuefull", "queuefull", "queuefull"),
        ("Is it down?", "is-it-down", "is-it-down", "is-it-down"),
        ("A & B", "a--b", "a-b", "a-b"),
        ("Größe über alles", "größe-über-alles", "größe-über-alles", "groe-uber-alles"),
        ("🚀 Launch", "-launch", "-launch", "launch"),
        (":rocket: Launch", "rocket-launch", "rocket-launch", "rocket-launch"),
        ("snake_case - and dashes", "snake_case---and-dashes", "snake_case-and-dashes", "snake_case-and-dashes"),
        ("2026", "2026", "anchor-2026", "2026"),
        ("日本語", "日本語", "日本語", "_1"),
        ("50 % of ½", "50--of-", "50-of-", "50-of-12"),
        ("क्षमा", "क्षमा", "क्षमा", "_1"),
        ("Fine {#my-own}", "fine-my-own", "fine-my-own", "my-own"),
    ],
)
def test_a_heading_is_named_as_its_host_names_it(title: str, github: str, gitlab: str, mkdocs: str) -> None:
    assert [FLAVOURS[name].anchors([title]) for name in ("github", "gitlab", "mkdocs")] == [
        [github],
        [gitlab],
        [mkdocs],
    ]


def test_headings_of_the_same_name_are_told_apart() -> None:
    same = ["Usage", "Usage", "usage!"]
    assert FLAVOURS["github"].anchors(same) == ["usage", "usage-1", "usage-2"]
    assert FLAVOURS["gitlab"].anchors(same) == ["usage", "usage-1", "usage-2"]
    assert FLAVOURS["mkdocs"].anchors(same) == ["usage", "usage_1", "usage_2"]


def test_what_is_named_by_hand_keeps_its_name() -> None:
    assert FLAVOURS["mkdocs"].anchors(["Usage", "Other {#usage}"]) == ["usage_1", "usage"]
