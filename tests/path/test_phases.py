"""What of a large roadmap arrives at first, what later, and that each topic can be reached."""

import gzip
import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from roadmap.path.models import Topic
from roadmap.path.stretches import AT_ONCE
from tests.roadmaps import make_roadmap, say

HTMX = {"HX-Request": "true"}
KILOBYTE = 1024
Page = Callable[..., str]


def outline(phases: int, topics: int) -> str:
    """Every sixth topic is a parent of the next five."""
    lines = ["# Sized", "About it.", "", "And more of it."]
    for phase in range(phases):
        lines += [f"## Phase {phase} ^phase-{phase}", f"What phase {phase} is about, after [[topic:t-0-0]]."]
        for topic in range(topics):
            indent = "  " if topic % 6 else ""
            lines.append(f"{indent}- [ ] Topic {topic} of phase {phase}: [[lab:one]] ^t-{phase}-{topic}")
    return "\n".join(lines)


@pytest.fixture
def page(client: Client, owner: User) -> Page:
    client.force_login(owner)

    def get(address: str, **headers: str) -> str:
        answer = client.get(address, headers=headers)
        assert answer.status_code == 200
        assert "HX-Request" in answer["Vary"]
        return answer.content.decode()

    return get


def drawn(html: str) -> list[str]:
    return re.findall(r'id="row-[^"]*--([^"]*)"', html)


def links(html: str) -> list[str]:
    """The addresses of what the page does not draw yet."""
    return re.findall(r'class="more" href="([^"]*)"', html)


def test_the_first_answer_holds_a_stretch_and_leads_to_the_rest(page: Page) -> None:
    make_roadmap(outline(10, 30), slug="sized")
    html = page("/path/sized/")
    assert len(drawn(html)) == AT_ONCE
    assert links(html) == [f"/path/sized/phase-{number}/topics/" for number in range(2, 10)]
    rest = [key for address in links(html) for key in drawn(page(address, **HTMX))]
    assert sorted(drawn(html) + rest) == sorted(Topic.objects.values_list("concept__key", flat=True))


def test_what_htmx_gets_of_a_phase_is_its_text_and_topics_alone(page: Page) -> None:
    make_roadmap(outline(10, 30), slug="sized")
    html = page("/path/sized/phase-4/topics/", **HTMX)
    assert "<html" not in html
    assert "What phase 4 is about" in html
    assert drawn(html) == [f"t-4-{number}" for number in range(30)]


def test_without_script_a_phase_is_a_page_with_its_neighbours(page: Page) -> None:
    make_roadmap(outline(10, 30), slug="sized")
    html = page("/path/sized/phase-4/topics/")
    assert "<h1>Phase 4</h1>" in html
    assert 'href="/path/sized/phase-3/topics/" rel="prev"' in html
    assert 'href="/path/sized/phase-5/topics/" rel="next"' in html
    assert len(drawn(html)) == 30


def test_a_phase_of_many_topics_comes_in_stretches(page: Page) -> None:
    make_roadmap(outline(1, 200), slug="sized")
    html, seen = page("/path/sized/phase-0/topics/", **HTMX), []
    seen += drawn(html)
    for address in links(html):
        part = page(address, **HTMX)
        assert "<ol class" not in part.partition("<li")[0]
        assert len(drawn(part)) <= AT_ONCE
        seen += drawn(part)
    assert seen == [f"t-0-{number}" for number in range(200)]


def test_a_topic_with_many_under_it_comes_in_stretches(page: Page) -> None:
    under = "\n".join(f"  - [ ] Under {number} ^u-{number}" for number in range(200))
    make_roadmap(f"# Deep\n## P ^p\n- [ ] Above ^above\n{under}\n", slug="deep")
    html = page("/path/deep/")
    seen = drawn(html)
    assert seen[0] == "above"
    for address in links(html):
        seen += drawn(page(address, **HTMX))
    assert seen == ["above", *(f"u-{number}" for number in range(200))]
    assert len(drawn(page("/path/deep/above/"))) == 1 + AT_ONCE


@pytest.mark.parametrize("wanted", ["-1", "x", "99999999999999999999", "999", "\u00b2"])
def test_a_stretch_that_is_not_there_is_the_phase(page: Page, wanted: str) -> None:
    make_roadmap(outline(2, 30), slug="sized")
    assert drawn(page(f"/path/sized/phase-1/topics/?from={wanted}", **HTMX))[0] == "t-1-0"


def test_a_topic_that_is_asked_for_is_there(page: Page) -> None:
    make_roadmap(outline(10, 30), slug="sized")
    assert {"t-0-0", "t-7-13"} <= set(drawn(page("/path/sized/?at=t-7-13")))
    assert "t-0-0" in drawn(page("/path/sized/?at=nothing"))


def test_all_of_it_is_one_page_for_those_who_ask(page: Page) -> None:
    make_roadmap(outline(10, 30), slug="sized")
    assert 'href="?whole"' in page("/path/sized/")
    html = page("/path/sized/?whole")
    assert len(drawn(html)) == 300
    assert links(html) == []
    assert 'href="?whole"' not in html


def test_a_phase_that_is_finished_is_closed(page: Page, owner: User) -> None:
    make_roadmap("# Two\n## Done ^done\n- [ ] A ^a\n## Open ^open\n- [ ] B ^b\n", slug="two")
    say(owner, "a", "claimed")
    html = page("/path/two/")
    assert re.search(r'id="phase-done"[^>]*>\s*<details>', html)
    assert re.search(r'id="phase-open"[^>]*>\s*<details open>', html)
    assert re.search(r'id="phase-done"[^>]*>\s*<details open>', page("/path/two/?at=a"))


def test_topics_are_found_by_the_words_of_their_titles(page: Page) -> None:
    make_roadmap(outline(10, 30), slug="sized")
    html = page("/path/sized/?find=PHASE+7+topic+13", **HTMX)
    assert "<html" not in html
    assert 'href="/path/sized/?at=t-7-13#row-phase-7--t-7-13"' in html
    assert 'href="/path/sized/?at=t-7-13#row-phase-7--t-7-13"' in page("/path/sized/?find=phase+7+topic+13")
    assert "No topic of this roadmap has these words" in page("/path/sized/?find=quaternion", **HTMX)


@pytest.mark.parametrize(("phases", "topics", "most"), [(10, 30, 20), (100, 20, 20), (1, 900, 20)])
def test_a_roadmap_of_any_size_begins_in_a_small_answer(
    client: Client, owner: User, phases: int, topics: int, most: int
) -> None:
    make_roadmap(outline(phases, topics), slug="sized")
    client.force_login(owner)
    answer = client.get("/path/sized/", headers={"Accept-Encoding": "gzip"})
    assert len(gzip.decompress(answer.content)) > len(answer.content)
    assert len(answer.content) < most * KILOBYTE


def test_a_change_of_more_than_an_answer_holds_brings_the_page_anew(client: Client, owner: User) -> None:
    under = "\n".join(f"  - [ ] Under {number} ^u-{number}" for number in range(250))
    make_roadmap(f"# Deep\n## P ^p\n- [ ] Above ^above\n{under}\n", slug="deep")
    client.force_login(owner)
    answer = client.post("/path/deep/above/skip/", headers=HTMX)
    assert (answer["HX-Refresh"], answer.content) == ("true", b"")
    assert "Skipped: Above" in client.get("/path/deep/").content.decode()


@pytest.mark.parametrize(
    "address", ["/path/sized/nothing/topics/", "/path/theirs/p/topics/", "/path/nowhere/p/topics/"]
)
def test_a_phase_that_is_not_there_or_not_mine_is_not_found(
    client: Client, owner: User, teammate: User, address: str
) -> None:
    make_roadmap(outline(1, 3), slug="sized")
    make_roadmap("# Theirs\n## P ^p\n- [ ] Topic ^topic\n", teammate, "theirs")
    client.force_login(owner)
    assert client.get(address).status_code == 404
