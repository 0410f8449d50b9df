"""From a claim to its verdict through the front door: web, queue, a runner's cells, the results worker, the log."""

import pytest

pytestmark = pytest.mark.browser

SOURCE = """
import torch

def run(config, seed, report):
    torch.manual_seed(seed)
    loss = torch.rand(())
    for step in range(20):
        loss = loss * config["decay"]
        report(step, loss=loss)
    return {"accuracy": 0.9 + 0.001 * seed, "loss": loss}
"""


def fill(page, fields):
    for label, text in fields.items():
        page.get_by_label(label, exact=True).fill(text)


def test_a_run_that_is_sent_makes_the_verdict_of_its_claim(page):
    page.goto("/papers/new/")
    fill(page, {"Title": "A paper to be run"})
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Begin a reproduction").click()
    page.get_by_role("button", name="Begin").click()
    log = page.url
    fill(page, {"Metric": "accuracy", "Reported value": "0.9", "Tolerance": "0.01"})
    page.get_by_role("button", name="Add the claim").click()
    page.get_by_text("Send code to a runner").click()
    fill(page, {"Code": SOURCE, "Configuration": '{"decay": 0.5}', "Seeds": "1 2 3"})
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_selector('#attempt[data-standing="reported"]', timeout=120_000)
    page.goto(log)
    claims = page.locator("#claims")
    assert claims.get_by_text("ran here").count() == 3
    assert claims.locator("tbody .tag.proven").inner_text() == "reproduced"
    assert page.locator("#experiments figure.curve svg").count() >= 3
    assert page.get_by_role("row", name="Seed 2").inner_text().split()[2] == "0.902"
