"""The map in a real browser: by keys alone, by pointing, while one types, without script, at every width."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.looking import Watch, looking, too_wide, violations
from tests.labs.conftest import write_lab
from tests.labs.many_labs import SECTIONS, make_many
from tests.labs.test_neighbours import fade, prove

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATIENCE_MS = 30_000
# Slug -> topic, title, level, what it builds on.
LABS = {
    "neuron": ("foundations", "The neuron", "first", ()),
    "slope": ("foundations", "Its slope", "first", ("neuron",)),
    "layer": ("foundations", "A layer", "core", ("slope",)),
    "sum": ("foundations", "A stable sum", "core", ("neuron",)),
    "alone": ("foundations", "Alone", "core", ()),
    "tiles": ("attention", "Attention in tiles", "deep", ("layer", "of-tomorrow")),
}

Visit = Callable[..., Page]


@pytest.fixture
def labs(settings, tmp_path: Path) -> None:
    settings.CATALOG_DIR = tmp_path
    for slug, (topic, title, level, builds_on) in LABS.items():
        write_lab(tmp_path / topic / slug, title, "numpy", level, ["cpu"], builds_on)


@pytest.fixture
def visit(browser: Browser, live_server, owners) -> Iterator[Visit]:
    """Opens the map in a window of its own; at the end no script has failed and no policy was broken."""
    windows: list[tuple[BrowserContext, Watch]] = []
    session = owners.cookies["sessionid"].value

    def opened(address: str = "/labs/", width: int = 1440, theme: str = "light", **more) -> Page:
        window = looking(browser, live_server.url, width, theme, session, reduced_motion="reduce", **more)
        page = window.__enter__().new_page()
        windows.append((window, Watch(page)))
        page.set_default_timeout(PATIENCE_MS)
        page.goto(address)
        return page

    yield opened
    for window, watch in windows:
        complaints = watch.complaints() if not watch.page.is_closed() else []
        window.__exit__(None, None, None)
        assert complaints == []


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE_MS)
    yield
    expect.set_options(timeout=5_000)


def lab(page: Page, slug: str):
    return page.locator(f'[data-lab="{slug}"]')


def link(page: Page, slug: str):
    return lab(page, slug).get_by_role("link")


def shown(page: Page, *slugs: str) -> None:
    expect(page.locator("#map .lab-place")).to_have_count(len(slugs))
    assert set(page.locator("#map .lab-place").evaluate_all("all => all.map((one) => one.dataset.lab)")) == set(slugs)


def listening(page: Page) -> Page:
    """The page once its scripts hear keys."""
    expect(page.locator(".keys-open")).to_be_visible()
    return page


def test_the_map_narrows_while_one_types_and_the_address_can_be_shared(visit: Visit, labs):
    page = visit()
    status = page.locator("#found")
    page.get_by_label("Search").press_sequentially("atten")
    shown(page, "tiles")
    expect(status).to_have_text("1 of 6 labs")
    expect(page).to_have_url(re.compile(r"/labs/\?search=atten$"))
    expect(page.get_by_role("link", name="Show all")).to_be_visible()
    link(page, "tiles").click()
    expect(page).to_have_url(re.compile("/labs/tiles/"))
    page.go_back()
    shown(page, "tiles")
    expect(page.get_by_label("Search")).to_have_value("atten")


def test_back_undoes_a_choice_and_typing_is_no_step(visit: Visit, labs):
    page = visit()
    page.get_by_text("More filters").click()
    page.get_by_label("Level").select_option("core")
    shown(page, "layer", "sum", "alone")
    page.get_by_label("Search").press_sequentially("sum")
    shown(page, "sum")
    expect(page).to_have_url(re.compile("search=sum"))
    page.go_back()
    shown(page, *LABS)
    expect(page).to_have_url(re.compile("/labs/$"))
    expect(page.get_by_label("Search")).to_have_value("")


def test_where_nothing_fits_a_link_leads_on(visit: Visit, labs):
    page = visit("/labs/?search=layr")
    page.get_by_role("link", name="layer", exact=True).click()
    shown(page, "layer")


def test_a_learner_goes_from_the_search_to_a_lab_by_keys_alone(visit: Visit, labs):
    page = listening(visit())
    page.keyboard.press("/")
    expect(page.get_by_label("Search")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(link(page, "neuron")).to_be_focused()
    for key, slug in (("ArrowRight", "slope"), ("ArrowRight", "layer"), ("ArrowDown", "sum"), ("Home", "neuron")):
        page.keyboard.press(key)
        expect(link(page, slug)).to_be_focused()
    page.keyboard.press("End")
    expect(link(page, "tiles")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(link(page, "neuron")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/labs/tiles/"))


def test_pointing_and_focus_both_show_what_a_lab_builds_on_and_opens(visit: Visit, labs):
    page = listening(visit())
    lab(page, "slope").hover()
    beside = page.locator("#beside-slope")
    expect(beside).to_be_visible()
    expect(lab(page, "neuron")).to_have_class(re.compile("is-before"))
    expect(lab(page, "layer")).to_have_class(re.compile("is-after"))
    expect(page.locator("path.is-shown")).to_have_count(2)
    page.get_by_role("heading", name="Labs").hover()
    expect(beside).to_be_hidden()
    expect(page.locator(".is-before, .is-after, path.is-shown")).to_have_count(0)

    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(beside).to_have_text("After: The neuron (not begun). Opens: A layer.")
    expect(lab(page, "neuron")).to_have_class(re.compile("is-before"))
    page.keyboard.press("Escape")
    expect(beside).to_be_hidden()


def test_a_thread_leads_to_another_region_and_what_is_not_here_yet_is_said(visit: Visit, labs):
    page = listening(visit())
    link(page, "tiles").focus()
    expect(page.locator(".map-threads path")).to_have_count(1)
    expect(lab(page, "layer")).to_have_class(re.compile("is-before"))
    expect(link(page, "tiles")).to_have_accessible_description(re.compile("After, not here yet: of-tomorrow"))
    page.get_by_label("Search").focus()
    expect(page.locator(".map-threads path")).to_have_count(0)


def test_without_script_the_form_narrows_the_map_and_focus_tells_what_comes_before(visit: Visit, labs):
    page = visit(java_script_enabled=False)
    page.get_by_label("Search").fill("stable sum")
    page.get_by_role("checkbox", name="ready for you").check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".empty")).to_contain_text("Without “ready for you”")
    page.get_by_role("link", name="Without “ready for you”").click()
    expect(page.locator("#map .lab-place")).to_have_count(1)
    expect(page.locator("#found")).to_have_text("1 of 6 labs")
    link(page, "sum").press("Shift")
    expect(page.locator("#beside-sum")).to_be_visible()
    expect(page.get_by_text("Arrow keys")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1440])
def test_every_state_is_open_to_everyone(visit: Visit, owner, labs, width: int):
    prove(owner, "neuron")
    prove(owner, "slope")
    fade(owner, "slope")
    page = listening(visit("/labs/?minutes=45", width=width))
    link(page, "slope").focus()
    page.get_by_text("More filters").click()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert violations(page) + too_wide(page) == []


@pytest.mark.parametrize("width", [360, 1440, 2560])
def test_a_map_of_160_labs_fits_and_reads_from_left_to_right(visit: Visit, settings, tmp_path, width: int):
    settings.CATALOG_DIR = make_many(tmp_path)
    page = listening(visit(width=width))
    expect(page.locator("#map .lab-place")).to_have_count(160)
    assert too_wide(page) == []
    if width == 360:
        for fold in page.locator("#map summary").all():
            fold.click()
    pairs = page.locator(".lab-lines path").evaluate_all(
        "all => all.map(({ dataset }) => [dataset.before, dataset.after])"
    )
    assert len(pairs) > 80
    boxes = page.locator("#map .lab-place").evaluate_all(
        "all => all.map((one) => [one.dataset.lab, one.getBoundingClientRect().toJSON()])"
    )
    place = {slug: (box["left"], box["top"]) for slug, box in boxes}
    assert len(set(place.values())) == 160
    if width == 360:
        expect(page.locator(".lab-lines").first).to_be_hidden()
        assert len({left for left, _ in place.values()}) == 1
    else:
        expect(page.locator(".lab-lines").first).to_be_visible()
        assert all(place[before][0] < place[after][0] for before, after in pairs)


@pytest.mark.parametrize("script", [True, False])
def test_a_large_map_comes_folded_on_a_phone_and_what_is_asked_for_does_not(
    visit: Visit, settings, tmp_path, script: bool
):
    settings.CATALOG_DIR = make_many(tmp_path)
    page = visit(width=360, java_script_enabled=script)
    if script:
        assert violations(listening(page)) == []
    folds = page.locator("#map summary")
    expect(folds).to_have_count(len(SECTIONS))
    expect(folds.first).to_contain_text("0 of 14 proven")
    expect(page.locator("#map .lab-tile").filter(visible=True)).to_have_count(0)
    assert page.locator("html").evaluate("page => page.scrollHeight") < 2 * 740
    assert too_wide(page) == []
    folds.first.click()
    expect(page.locator("#map .lab-tile").filter(visible=True)).to_have_count(14)
    page.get_by_label("Search").fill("without a loop")
    page.get_by_label("Search").press("Enter")
    expect(page).to_have_url(re.compile("search=without"))
    found = page.locator("#map .lab-tile")
    expect(found.filter(visible=True)).to_have_count(found.count())
    assert 10 < found.count() < 160


@pytest.mark.parametrize("script", [True, False])
def test_where_there_is_room_no_lab_of_a_large_map_is_folded_away(visit: Visit, settings, tmp_path, script: bool):
    settings.CATALOG_DIR = make_many(tmp_path)
    page = visit(java_script_enabled=script)
    expect(page.locator("#map .lab-tile").filter(visible=True)).to_have_count(160)
    if script:
        page.get_by_label("Search").fill("without a loop")
        page.get_by_label("Search").fill("")
        expect(page).to_have_url(re.compile("/labs/$"))
        expect(page.locator("#map details[open]")).to_have_count(len(SECTIONS))
        assert violations(page) == []
        page.locator("#map summary").first.click()
        expect(page.locator("#map .lab-tile").filter(visible=True)).to_have_count(146)


def test_arrows_pass_over_what_is_folded(visit: Visit, settings, tmp_path):
    settings.CATALOG_DIR = make_many(tmp_path)
    page = listening(visit(width=360))
    page.get_by_label("Search").press("ArrowDown")
    folds = page.locator("#map summary")
    expect(folds.first).to_be_focused()
    folds.nth(1).click()
    page.get_by_label("Search").press("ArrowDown")
    expect(page.locator(".map-region").nth(1).get_by_role("link").first).to_be_focused()
