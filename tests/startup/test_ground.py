import os
import socket

import pytest

from roadmap.serve import ground
from roadmap.serve.embedded_redis import make_private
from roadmap.serve.errors import StartError
from roadmap.serve.ground import claim, demand_free_port, make_data_dir
from roadmap.serve.plan import Plan


def test_a_taken_port_is_told_with_the_way_out():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(StartError) as refused:
            demand_free_port("127.0.0.1", port)
    assert str(refused.value) == f"Port {port} is taken by another program. Choose another: PORT={port + 1} make run"


def test_a_port_is_free_again_when_the_other_has_gone():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    demand_free_port("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(StartError, match=r"Nobody can listen on 192\.0\.2\.1, port 8000"):
        demand_free_port("192.0.2.1", 8000)


def test_a_file_in_the_way_of_the_data_folder_is_told(tmp_path):
    (tmp_path / "var").write_text("")
    with pytest.raises(StartError, match=r"The data folder .*/var cannot be written: File exists\."):
        make_data_dir(tmp_path / "var")


def test_a_full_disk_is_told_and_nothing_is_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(ground, "NEEDED_BYTES", 10**18)
    with pytest.raises(StartError, match=r"^The disk is full: \d+ MB are free"):
        make_data_dir(tmp_path)


def test_the_second_start_on_a_data_folder_hears_where_the_first_one_is(tmp_path):
    plan = Plan.from_environment({"GRADUS_DATA": str(tmp_path), "PORT": "8123"})
    with claim(plan), pytest.raises(StartError) as refused:
        claim(plan)
    assert str(refused.value).endswith(f"http://127.0.0.1:8123 (process {os.getpid()})")
    with claim(plan):  # and when the first has gone, the next may
        pass


def test_a_folder_that_others_can_read_is_no_place_for_the_socket(tmp_path):
    (tmp_path / "open").mkdir(mode=0o755)
    with pytest.raises(StartError, match="belongs to somebody else"):
        make_private(tmp_path / "open")
    make_private(tmp_path / "own")
    assert (tmp_path / "own").stat().st_mode & 0o777 == 0o700
