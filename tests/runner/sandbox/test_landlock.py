"""Which rights each version of Landlock handles, and what is said where one is too old."""

from __future__ import annotations

import pytest

from runner.sandbox import landlock


@pytest.mark.parametrize(
    ("spoken", "has", "lacks"),
    [
        (1, landlock.MAKE_SYM, landlock.REFER),
        (2, landlock.REFER, landlock.TRUNCATE),
        (3, landlock.TRUNCATE, landlock.IOCTL_DEV),
        (5, landlock.IOCTL_DEV, 1 << 16),
        (99, landlock.IOCTL_DEV, 1 << 16),
    ],
)
def test_a_version_handles_the_rights_it_knows_and_no_others(spoken, has, lacks):
    rights = landlock.file_rights(spoken)
    assert rights & has == has
    assert rights & lacks == 0


def test_an_old_version_says_what_it_leaves_to_others():
    assert len(landlock.gaps(1)) > len(landlock.gaps(4)) > len(landlock.gaps(5))
    assert landlock.gaps(6) == []
    assert any("signals" in words for words in landlock.gaps(5))


def test_a_cell_may_keep_files_but_run_nothing():
    assert landlock.KEEP & landlock.WRITE_FILE
    assert landlock.KEEP & (landlock.EXECUTE | landlock.MAKE_CHAR | landlock.MAKE_BLOCK | landlock.MAKE_SOCK) == 0
