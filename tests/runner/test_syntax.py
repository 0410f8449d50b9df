"""Sources are parsed in several threads at once."""

import gc
import threading

import pytest

from runner.syntax import parsed

SOURCE = "\n".join(f"def f{n}(x):\n    return [x * {n} + y for y in range({n})]\n" for n in range(60))


class Garbage:
    """Its end runs Python, at which another thread may get its turn."""

    def __init__(self):
        self.itself = self

    def __del__(self):
        for _ in range(30):
            pass


@pytest.fixture
def collected_often():
    kept = gc.get_threshold()
    gc.set_threshold(20, 1, 1)
    yield
    gc.set_threshold(*kept)


def test_no_thread_spoils_the_parsing_of_another(collected_often):
    wrong = []

    def parse():
        try:
            for _ in range(40):
                assert [Garbage() for _ in range(30)]
                parsed(SOURCE)
        except SystemError as error:
            wrong.append(error)

    threads = [threading.Thread(target=parse) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
