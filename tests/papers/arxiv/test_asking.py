"""One question to a server that answers in every way there is. Real sockets on loopback."""

import email.utils
from datetime import UTC, datetime, timedelta

import pytest

from roadmap.papers.arxiv import asking
from roadmap.papers.arxiv.asking import Unanswered, ask
from tests.papers.arxiv.server import entry, feed, serving


@pytest.fixture
def server():
    with serving() as server:
        yield server


@pytest.fixture
def address(server):
    return server.template.format(category="cs.CL")


def refusal(address, **known):
    with pytest.raises(Unanswered) as refused:
        ask(address, **known)
    return refused.value


def test_a_feed_comes_with_what_to_ask_by_next_time(server, address):
    server.gives("cs.CL", feed(entry()), etag='"one"', Last_Modified="Thu, 05 Mar 2026 05:00:00 GMT")
    answer = ask(address)
    assert answer.body == feed(entry())
    assert (answer.etag, answer.last_modified) == ('"one"', "Thu, 05 Mar 2026 05:00:00 GMT")


def test_the_question_says_who_asks_and_what_is_known(server, address):
    server.gives("cs.CL", feed(), etag='"one"')
    ask(address, '"zero"', "Thu, 05 Mar 2026 05:00:00 GMT")
    ((_, headers),) = server.asked
    assert headers["User-Agent"].startswith("Gradus/")
    assert headers["If-None-Match"] == '"zero"'
    assert headers["If-Modified-Since"] == "Thu, 05 Mar 2026 05:00:00 GMT"


def test_an_unchanged_feed_has_no_body_and_keeps_its_etag(server, address):
    server.gives("cs.CL", feed(), etag='"one"')
    answer = ask(address, '"one"', "yesterday")
    assert (answer.body, answer.etag, answer.last_modified) == (None, '"one"', "yesterday")


def test_a_feed_in_chunks_is_read_whole(server, address):
    def in_chunks(to):
        to.send_response(200)
        to.send_header("Transfer-Encoding", "chunked")
        to.end_headers()
        for part in (b"<fe", b"ed/>", b""):
            to.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))

    server.answers["cs.CL"] = in_chunks
    assert ask(address).body == b"<feed/>"


@pytest.mark.parametrize("status", [403, 404, 429, 500, 503])
def test_a_refusal_is_a_sentence(server, address, status):
    server.refuses("cs.CL", status)
    problem = refusal(address)
    assert f"The server answered {status}" in str(problem)
    assert problem.wait is None


def test_the_pause_a_server_asks_for_is_known_in_seconds_and_as_a_date(server, address):
    server.refuses("cs.CL", 503, Retry_After="7200")
    assert refusal(address).wait == timedelta(hours=2)
    at = datetime.now(UTC) + timedelta(hours=3)
    server.refuses("cs.CL", 429, Retry_After=email.utils.format_datetime(at, usegmt=True))
    assert timedelta(hours=2, minutes=58) < refusal(address).wait <= timedelta(hours=3)


@pytest.mark.parametrize("said", ["soon", "-5", "", "9" * 50, "Thu, 99 Mar 2026"])
def test_a_pause_that_cannot_be_meant_is_passed_over(server, address, said):
    server.refuses("cs.CL", 503, Retry_After=said)
    wait = refusal(address).wait
    assert wait is None or wait <= timedelta(seconds=10**7)


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_breaks_off_is_no_body(server, address, chunked):
    def broken(to):
        to.send_response(200)
        to.send_header(*(("Transfer-Encoding", "chunked") if chunked else ("Content-Length", "1000")))
        to.end_headers()
        to.wfile.write(b"1f4\r\n<feed>" if chunked else b"<feed>")
        to.close_connection = True

    server.answers["cs.CL"] = broken
    assert "broke off before its end" in str(refusal(address))


def test_a_connection_that_is_closed_at_once_is_told(server, address):
    def closed(to):
        to.close_connection = True

    server.answers["cs.CL"] = closed
    assert "could not be asked" in str(refusal(address))


def test_nobody_listening_is_told():
    with serving() as server:
        gone = server.template.format(category="cs.CL")
    assert "could not be asked" in str(refusal(gone))


@pytest.mark.parametrize("says_so", [True, False])
def test_a_body_beyond_the_limit_is_not_read(server, address, monkeypatch, says_so):
    monkeypatch.setattr(asking, "LARGEST_BYTES", 2**20)
    sent = []

    def large(to):
        to.send_response(200)
        to.send_header(*(("Content-Length", str(2**30)) if says_so else ("Connection", "close")))
        to.end_headers()
        while len(sent) < 2**10:
            to.wfile.write(b" " * 2**20)
            sent.append(1)
        to.close_connection = True

    server.answers["cs.CL"] = large
    assert "larger than 1 MB" in str(refusal(address))
    assert len(sent) < 100


def test_a_silent_server_is_left(server, address, monkeypatch):
    monkeypatch.setattr(asking, "SILENT_SECONDS", 0.2)
    server.answers["cs.CL"] = lambda to: to.server.over.wait(30)
    assert "said nothing" in str(refusal(address)) or "does not answer" in str(refusal(address))


@pytest.mark.parametrize("drips", ["its headers", "its body"])
def test_a_server_that_drips_holds_nobody_up(server, address, monkeypatch, drips):
    monkeypatch.setattr(asking, "WHOLE_SECONDS", 0.5)

    def drip(to):
        if drips == "its body":
            to.send_response(200)
            to.send_header("Content-Length", "100000")
            to.end_headers()
        while not to.server.over.wait(0.02):
            to.wfile.write(b"x")

    server.answers["cs.CL"] = drip
    assert "not complete after" in str(refusal(address))


def test_a_redirect_on_the_same_server_is_followed(server, address):
    server.refuses("cs.CL", 301, Location="/atom/cs.new")
    server.gives("cs.new", feed(entry()))
    assert ask(address).body == feed(entry())


@pytest.mark.parametrize(
    "target",
    ["http://localhost:{port}/atom/cs.LG", "http://127.0.0.1:1/atom/cs.LG", "file:///etc/passwd", "ftp://127.0.0.1/x"],
)
def test_a_redirect_elsewhere_is_not_followed(server, address, target):
    server.gives("cs.LG", feed(entry()))
    server.refuses("cs.CL", 302, Location=target.format(port=server.server_port))
    assert "elsewhere" in str(refusal(address)) or "answered 302" in str(refusal(address))
    assert {category for category, _ in server.asked} == {"cs.CL"}


def test_a_redirect_in_circles_ends(server, address):
    server.refuses("cs.CL", 302, Location="/atom/cs.CL")
    assert "answered 302" in str(refusal(address))
    assert len(server.asked) <= 6
