"""amtool's answers taken apart, by the newest one and by Debian's."""

from pathlib import Path

import pytest

from observability.adapters.amtool import Complaint, check_config, misrouted
from observability.exceptions import MissingToolError
from tests.support.alertmanager import Amtool

SOUND = """\
route:
  receiver: x
  routes:
    - matchers: ['owner="a\\"b\\\\c, d=e"']
      receiver: y
receivers: [{name: x}, {name: y}]
"""
ODD = {"owner": 'a"b\\c, d=e', "line": "a\nb", "text": "{{ x }}", "dashes": "--x"}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "alertmanager.yaml"
    path.write_text(SOUND)
    return path


def test_a_sound_configuration_has_no_complaint(each_amtool: Amtool, config: Path) -> None:
    assert check_config(each_amtool.path, config) == []


def test_unknown_keys_are_told_with_their_lines(each_amtool: Amtool, config: Path) -> None:
    config.write_text(SOUND.replace("route:", "rute:").replace("receivers:", "recievers:"))
    found = check_config(each_amtool.path, config)
    assert [complaint.line for complaint in found] == [1, 6]
    assert "field rute not found" in found[0].message


def test_what_stands_in_no_line_is_told_all_the_same(each_amtool: Amtool, config: Path) -> None:
    config.write_text(SOUND.replace("receiver: y", "receiver: z"))
    assert check_config(each_amtool.path, config) == [Complaint('undefined receiver "z" used in route')]


def test_labels_come_to_their_receiver_whatever_stands_in_them(each_amtool: Amtool, config: Path) -> None:
    assert misrouted(each_amtool.path, config, ODD, "y") == ""
    assert misrouted(each_amtool.path, config, ODD, "x") == "y"
    assert misrouted(each_amtool.path, config, {**ODD, "owner": "a"}, "y") == "x"


def test_a_program_that_is_no_amtool_is_not_believed(config: Path) -> None:
    for program in (Path("/bin/true"), Path("/bin/false"), Path("/bin/echo")):
        with pytest.raises(MissingToolError, match="did not answer as amtool does"):
            check_config(program, config)
    for program in (Path("/bin/true"), Path("/bin/false")):
        with pytest.raises(MissingToolError, match="did not answer as amtool does"):
            misrouted(program, config, ODD, "y")
