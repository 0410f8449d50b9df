"""Writing in a real browser: links complete themselves, nothing typed is lost, two tabs are told of one another."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PASTE = """(field, bytes) => {
  const files = new DataTransfer();
  files.items.add(new File([new Uint8Array(bytes)], "pasted.png", { type: "image/png" }));
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true }));
}"""


def dot() -> bytes:
    into = BytesIO()
    Image.new("RGB", (1, 1), "red").save(into, "PNG")
    return into.getvalue()


DOT = dot()


@pytest.fixture
def complaints(page: Page):
    """What the browser complained of, such as a script or a style that the policy forbids."""
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    return heard


def begin(page: Page, title: str, body: str = "") -> None:
    page.goto("/notes/new/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text", exact=True).press_sequentially(body)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"/notes/\d+/$"))


def test_a_link_is_completed_by_keys_alone_and_leads_there(page: Page, complaints):
    begin(page, "Completed by keys")
    page.get_by_label("Text", exact=True).press_sequentially("see [[lab:activation-z")
    options = page.get_by_role("listbox", name="What to link to").get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(page.get_by_label("Text", exact=True)).to_have_attribute("aria-activedescendant", "completion-1")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Text", exact=True)).to_have_value("see [[lab:activation-zoo]]")
    expect(options).to_have_count(0)
    expect(page.locator("#preview a.wikilink")).to_have_attribute("href", "/labs/activation-zoo/")
    assert complaints == []


def test_escape_leaves_what_was_typed_and_the_list_closes(page: Page):
    begin(page, "Left alone", "[[activation")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name="What to link to")).to_be_hidden()
    expect(page.get_by_label("Text", exact=True)).to_have_value("[[activation")


def test_a_link_to_nothing_is_one_click_from_being_written(page: Page):
    begin(page, "Links ahead", "[[Not written yet]]")
    save(page)
    page.get_by_role("link", name="Not written yet").click()
    expect(page.get_by_label("Title")).to_have_value("Not written yet")


def test_what_was_typed_and_left_is_found_again(page: Page):
    begin(page, "Left behind", "typed with care")
    expect(page.locator("#draft")).to_contain_text("Draft kept at")
    page.goto("/notes/")
    page.get_by_label("Drafts").get_by_role("link", name="Left behind").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value("typed with care")
    save(page)
    page.goto("/notes/")
    expect(page.get_by_role("link", name="Left behind")).to_have_count(1)
    expect(page.get_by_label("Drafts").get_by_role("link", name="Left behind")).to_have_count(0)


def test_what_is_typed_without_a_connection_stays_in_the_browser_and_goes_to_the_server_later(page: Page):
    begin(page, "Written on a train")
    page.context.set_offline(True)
    page.get_by_label("Text", exact=True).fill("in a tunnel")
    expect(page.locator("#draft")).to_contain_text("kept in this browser")
    page.close()
    page.context.set_offline(False)
    later = page.context.new_page()
    later.goto("/notes/")
    later.get_by_label("Drafts").get_by_role("link", name="Written on a train").click()
    expect(later.get_by_label("Text", exact=True)).to_have_value("in a tunnel")


def test_without_a_session_the_draft_is_kept_here_until_there_is_one(page: Page):
    begin(page, "Signed out meanwhile")
    # The local owner is signed in again at once, so it is on the way that the answer of a session that is gone is given.
    page.route("**/notes/drafts/*/", lambda route: route.fulfill(status=302, headers={"Location": "/account/sign-in/"}))
    page.get_by_label("Text", exact=True).fill("still here")
    expect(page.locator("#draft")).to_contain_text("you are signed out. The draft is kept in this browser")
    page.unroute("**/notes/drafts/*/")
    page.get_by_label("Text", exact=True).press("End")
    page.keyboard.type("!")
    expect(page.locator("#draft")).to_contain_text("Draft kept at")
    save(page)
    expect(page.locator("article")).to_contain_text("still here!")


def test_the_second_of_two_tabs_is_told_sees_both_and_loses_nothing(page: Page):
    begin(page, "In two tabs", "first")
    save(page)
    address = page.url
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"{address}edit/")
    page.get_by_label("Text", exact=True).fill("from the one")
    save(page)
    other.get_by_label("Text", exact=True).fill("from the other")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("alert")).to_contain_text("saved elsewhere while you wrote")
    expect(other.get_by_label("The text as it now stands")).to_have_value("from the one")
    expect(other.get_by_label("Text", exact=True)).to_have_value("from the other")
    save(other)
    expect(other.locator("article")).to_contain_text("from the other")
    other.goto(f"{address}history/")
    expect(other.locator("main")).to_contain_text("came too late to be saved")
    other.get_by_role("link", name="Revision 2").click()
    expect(other.locator("main")).to_contain_text("from the one")
    other.get_by_role("button", name="Restore this text").click()
    expect(other.locator("article")).to_contain_text("from the one")


def test_the_search_answers_as_it_is_typed(page: Page, complaints):
    begin(page, "Poincaré maps", "a résumé of flows")
    save(page)
    page.goto("/notes/")
    page.get_by_label("Search").press_sequentially("poincare resu")
    expect(page.locator("#found mark")).to_have_text(["Poincaré", "résumé"])
    expect(page.locator("#how-many")).to_contain_text("1 note, the best answer first")
    assert "search=poincare" in page.url
    assert complaints == []


def test_a_picture_that_is_chosen_or_pasted_stands_in_the_text(page: Page, complaints):
    begin(page, "With pictures", "loss: ")
    page.get_by_label("Add a picture").set_input_files(
        {"name": "loss curve.png", "mimeType": "image/png", "buffer": DOT}
    )
    expect(page.locator("#pictures-said")).to_have_text("The picture is in the text.")
    text = page.get_by_label("Text", exact=True)
    expect(text).to_have_value(re.compile(r"^loss: !\[loss curve\]\(/notes/images/[0-9a-f]{32}\.png\)\n$"))
    text.evaluate(PASTE, list(DOT))
    expect(text).to_have_value(re.compile(r"loss curve.*!\[pasted\]\(/notes/images/", re.DOTALL))
    expect(page.locator("#preview img")).to_have_count(2)
    assert page.locator("#preview img").first.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1
    assert complaints == []


def test_what_is_no_picture_is_said_and_the_text_stays(page: Page):
    begin(page, "With none", "text")
    page.get_by_label("Add a picture").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": b"<svg/>"})
    expect(page.locator("#pictures-said")).to_contain_text("not added: This is no PNG, JPEG, GIF or WebP picture")
    expect(page.get_by_label("Text", exact=True)).to_have_value("text")


@pytest.mark.parametrize(
    ("place", "about"),
    [
        ("/labs/activation-zoo/", "lab:activation-zoo"),
        ("/path/deep-learning-step-by-step/activation-functions/", "topic:activation-functions"),
    ],
)
def test_a_note_is_written_from_beside_a_place_and_stands_there(page: Page, place, about):
    page.goto(place)
    page.get_by_label("Notes", exact=True).get_by_role("link", name="Add a note").click()
    expect(page.get_by_label("About")).to_have_value(about)
    page.get_by_label("Title").fill(f"Beside {about}")
    save(page)
    page.goto(place)
    page.get_by_label("Notes", exact=True).get_by_role("link", name=f"Beside {about}").click()
    expect(page.get_by_role("heading", name=f"Beside {about}")).to_be_visible()
