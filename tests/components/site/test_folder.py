"""A site's folder: what is there is replaced only when it is ours, and only by something whole."""

from pathlib import Path

import pytest

from components.site.folder import MARK, NotOursError, check, replaced


def write(folder: Path, *names: str) -> None:
    check(folder)
    with replaced(folder) as draft:
        for name in names:
            draft.write(name, name)


def content(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_a_site_is_written_to_a_new_and_to_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        write(tmp_path / name, "index.html", "event/a.html")
        assert content(tmp_path / name) == {"index.html", "event/a.html", MARK}


def test_a_folder_that_holds_something_else_is_refused_and_stays(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(NotOursError, match="not empty"):
        write(tmp_path, "index.html")
    assert content(tmp_path) == {"thesis.doc"}


@pytest.mark.parametrize("mark", ["", "[]", "{}", '{"files": 3}', "\x00"])
def test_a_mark_that_says_nothing_is_none(tmp_path: Path, mark: str) -> None:
    (tmp_path / MARK).write_text(mark)
    with pytest.raises(NotOursError):
        check(tmp_path)


def test_an_older_site_goes_and_what_lies_beside_it_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "index.html", "event/old.html")
    (out / "CNAME").write_text("pact.example")
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref")
    write(out, "index.html", "event/new.html")
    assert content(out) == {"index.html", "event/new.html", MARK, "CNAME", ".git/HEAD"}
    assert [one.name for one in tmp_path.iterdir()] == ["out"], "nothing else is left"


def test_a_stranger_among_our_files_is_named_and_nothing_is_lost(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "event/a.html")
    (out / "event" / "mine.txt").write_text("mine")
    with pytest.raises(NotOursError, match=r"event/mine\.txt"):
        write(out, "event/b.html")
    assert content(out) == {"event/a.html", "event/mine.txt", MARK}


def test_what_goes_wrong_while_a_site_is_written_leaves_the_older_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "index.html")
    with pytest.raises(OSError, match="event"):  # a file stands where a folder must
        write(out, "event", "event/a.html")
    assert content(out) == {"index.html", MARK}
    assert [one.name for one in tmp_path.iterdir()] == ["out"]
