from hypothesis import given
from hypothesis import strategies as st

from labs.differences import changed_lines

files = st.lists(st.sampled_from(["a", "b", "", "c = 1"]), max_size=12).map("\n".join)


@given(files, files)
def test_without_the_removed_lines_the_newer_file_is_read_in_order(older, newer):
    lines = changed_lines(older, newer)
    after, before = newer.splitlines(), older.splitlines()
    assert all(after[line.newer - 1] == line.text for line in lines if line.newer)
    assert all(before[line.older - 1] == line.text for line in lines if line.older)
    kept = len(before) - sum(line.sign == "-" for line in lines)
    assert kept + sum(line.sign == "+" for line in lines) == len(after)


@given(files)
def test_a_file_does_not_differ_from_itself(file):
    assert changed_lines(file, file) == []


def test_distant_changes_have_a_gap_between():
    older = "\n".join(map(str, range(40)))
    lines = changed_lines(older, older.replace("\n5\n", "\nfive\n").replace("\n35\n", "\nthirty-five\n"))
    assert [line.sign for line in lines].count("…") == 1
