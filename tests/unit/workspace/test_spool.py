"""Contents that wait on disk."""

from observability.model.artifact import Artifact
from observability.workspace import Spool, compare, write

FILES = [Artifact("b/two.yaml", b"two\n" * 50_000), Artifact("a/one.yaml", b""), Artifact("c.json", "ä".encode())]


def test_every_file_is_read_as_it_was_put_in_any_order():
    spool = Spool()
    spooled = [spool.put(file) for file in FILES]
    for kept, file in reversed(list(zip(spooled, FILES, strict=True))):
        assert (kept.path, kept.text, kept.text) == (file.path, file.text, file.text)


def test_reading_between_two_does_not_disturb_the_next():
    spool = Spool()
    first = spool.put(FILES[0])
    assert first.text == FILES[0].text
    assert spool.put(FILES[2]).text == FILES[2].text
    assert first.text == FILES[0].text


def test_what_is_written_is_what_was_put(tmp_path):
    spool = Spool()
    write(tmp_path, [spool.put(file) for file in FILES])
    assert [(tmp_path / file.path).read_bytes() for file in FILES] == [file.text for file in FILES]
    assert not compare(tmp_path, FILES)
