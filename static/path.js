// The path: a topic's title opens and closes its panel; j and k walk the rows, c and s say something of the current one.

const rows = () => [...document.querySelectorAll(".topic-row")];

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
  if (event.detail.target.id === currentId) markCurrent();
});

// Keys act on the row that has, or last had, the focus.

let currentId = null;

function markCurrent() {
  for (const button of document.querySelectorAll(".topic-row [data-key]")) delete button.dataset.key;
  const row = document.getElementById(currentId);
  if (!row) return;
  const claim = row.querySelector(".say-claim, .topic-buttons a");
  const skip = row.querySelector(".say-skip");
  if (claim) claim.dataset.key = "c";
  if (skip) skip.dataset.key = "s";
}

document.addEventListener("focusin", (event) => {
  const row = event.target.closest(".topic-row");
  if (!row || row.id === currentId) return;
  currentId = row.id;
  markCurrent();
});

function step(by) {
  const all = rows();
  const at = all.findIndex((row) => row.id === currentId);
  const next = all[at === -1 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.querySelector(".topic-title").focus();
}

function walker(key, words, by) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "visually-hidden";
  button.tabIndex = -1;
  button.dataset.key = key;
  button.textContent = words;
  button.addEventListener("click", () => step(by));
  return button;
}

document.getElementById("content").append(walker("j", "Next topic", 1), walker("k", "Topic before", -1));
