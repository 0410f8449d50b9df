"""What a cell does for itself before it meets a file."""

import resource

from runner.sandbox.cell import RESERVE_BYTES, reserve

PAGE_BYTES = resource.getpagesize()


def pages_touched() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def test_what_is_kept_to_tell_an_end_with_costs_no_page_until_then():
    before = pages_touched()
    kept = reserve()
    assert len(kept) == RESERVE_BYTES
    assert pages_touched() - before < RESERVE_BYTES // PAGE_BYTES // 8
    kept.close()
