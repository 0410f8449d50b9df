// The path: a title opens and closes its panel, topics arrive as one comes to them, and keys act on the row of the focus.

const rows = () => [...document.querySelectorAll(".topic-row")];
const phases = document.querySelector(".phases");

function panelOf(title) {
  return document.querySelector(title.getAttribute("hx-target"));
}

// A second click on a title closes what the first one opened.
document.addEventListener("htmx:beforeRequest", (event) => {
  const title = event.detail.elt;
  if (!title.matches(".topic-title")) return;
  const panel = panelOf(title);
  if (!panel?.hasChildNodes()) return;
  event.preventDefault();
  panel.replaceChildren();
  title.setAttribute("aria-expanded", "false");
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (!event.detail.target.matches(".topic-panel")) return;
  event.detail.requestConfig.elt.setAttribute?.("aria-expanded", "true");
});

// An answer to a button brings its row anew, and closed as the server knows it.
document.addEventListener("htmx:oobAfterSwap", (event) => {
  const title = document.querySelector(`#${CSS.escape(event.detail.target.id)} .topic-title`);
  if (title && panelOf(title)?.hasChildNodes()) title.setAttribute("aria-expanded", "true");
});

// The mark of a leaf turns as its button is pressed; the answer brings the row as it stands, a failure the mark back.

const SAID = { tick: "claimed", untick: "not-begun", skip: "skipped", unskip: "not-begun" };
const turned = new WeakMap();

document.addEventListener("htmx:beforeRequest", (event) => {
  const button = event.detail.elt;
  const row = button.matches(".say-claim, .say-skip") && button.closest(".topic-row");
  if (!row || row.querySelector(".bar")) return;
  const said = SAID[button.getAttribute("hx-post").split("/").at(-2)];
  const before = row.querySelector(":scope > .mark");
  const after = document.getElementById("marks").content.querySelector(`.mark-${said}`).cloneNode(true);
  before.replaceWith(after);
  turned.set(button, { before, after });
});

for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => {
    const { before, after } = turned.get(event.detail.elt) ?? {};
    after?.replaceWith(before);
  });
}

// What the first answer left out comes when it is opened or scrolled to. Where that is not much it follows by itself,
// one request after the other, so that the browser's own search finds it.

function follow() {
  if (!phases?.matches("[data-follows]") || phases.querySelector(".more.htmx-request")) return;
  const more = phases.querySelector(".more");
  if (more) window.htmx.trigger(more, "more");
}

let waiting = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const place = event.detail.target;
  if (place.matches?.(".more-topics") && place.contains(document.activeElement)) waiting = place.previousElementSibling ?? place.parentElement;
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (!event.detail.requestConfig.elt.matches?.(".more")) return;
  if (waiting) (waiting.matches(".topic") ? waiting.nextElementSibling : waiting)?.querySelector(".topic-title")?.focus();
  waiting = null;
  follow();
});

addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(follow));

// Links to a phase, to a row, or by a topic's key alone: opened, and asked for where the page does not hold it yet.

function named(id) {
  return document.getElementById(id) ?? rows().find((row) => row.id.endsWith(`--${id}`)) ?? null;
}

function reveal(element) {
  const own = element.querySelector(":scope > details");
  if (own) own.open = true;
  for (let above = element.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
  element.scrollIntoView();
  element.querySelector(".topic-title")?.focus({ preventScroll: true });
}

function reach() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!id || !phases) return;
  const element = named(id);
  if (element?.matches(".phase")) reveal(element);
  else if (element?.matches(".topic-row")) element.id === id ? reveal(element) : location.replace(`#${element.id}`);
  else if (!element) ask(id);
}

function ask(id) {
  const key = id.split("--").at(-1);
  if (new URLSearchParams(location.search).get("at") !== key) location.replace(`?at=${encodeURIComponent(key)}#${id}`);
}

addEventListener("hashchange", reach);
addEventListener("load", reach); // later than the browser, which takes the focus away as it goes to the link's place

document.addEventListener("click", (event) => {
  const row = document.getElementById(event.target.closest?.(".path-found a")?.hash.slice(1));
  if (!row) return;
  event.preventDefault();
  location.hash === `#${row.id}` ? reveal(row) : (location.hash = row.id);
});

// The rail shows which phase is being read.

const reading = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const link = document.querySelector(`.phase-rail a[href="#${CSS.escape(target.id)}"]`);
      if (isIntersecting) link?.setAttribute("aria-current", "true");
      else link?.removeAttribute("aria-current");
    }
  },
  { rootMargin: "-25% 0px -75%" },
);
for (const phase of document.querySelectorAll(".phase")) reading.observe(phase);

// Keys act on the row that has, or last had, the focus.

let currentId = null;

document.addEventListener("focusin", (event) => {
  currentId = event.target.closest(".topic-row")?.id ?? currentId;
});

function step(by) {
  const stops = [...document.querySelectorAll(".topic-title, .more")].filter((stop) => stop.checkVisibility?.() ?? true);
  const at = stops.findIndex((stop) => stop === document.activeElement || stop.closest(".topic-row")?.id === currentId);
  stops[at === -1 ? 0 : Math.min(Math.max(at + by, 0), stops.length - 1)]?.focus();
}

function press(selector) {
  const row = document.getElementById(currentId);
  if (row) row.querySelector(selector)?.click();
  else step(1);
}

function key(name, words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "visually-hidden";
  button.tabIndex = -1;
  button.dataset.key = name;
  button.textContent = words;
  button.addEventListener("click", act);
  return button;
}

document
  .getElementById("content")
  .append(
    key("j", "Next topic", () => step(1)),
    key("k", "Topic before", () => step(-1)),
    key("o", "Open or close the topic", () => press(".topic-title")),
    key("c", "Claim the topic, or take it back", () => press(".say-claim, .topic-buttons a")),
    key("s", "Skip the topic, or take it back", () => press(".say-skip")),
  );
