// The editor of a roadmap: topics dragged to their place, and keys for the row that has the focus.

const SIDEWAYS_PX = 56;
const KEYS = { "edit-up": "alt+arrowup", "edit-down": "alt+arrowdown", "edit-unnest": "alt+arrowleft", "edit-nest": "alt+arrowright", "edit-remove": "delete" };
let dragged = null;

function clearMarks() {
  for (const row of document.querySelectorAll(".drop-before, .drop-after, .drop-under")) {
    row.classList.remove("drop-before", "drop-after", "drop-under");
  }
}

// The upper half of a row is before it, the lower after it; further to the right is under it.
function place(event, row) {
  const box = row.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) return "before";
  return event.clientX > box.left + SIDEWAYS_PX ? "under" : "after";
}

function aim(event) {
  const row = event.target.closest?.(".edit-row");
  return dragged && row && row !== dragged && !dragged.closest(".edit-topic").contains(row) ? row : null;
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".edit-row") ?? null;
  if (!dragged) return;
  dragged.classList.add("dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.spot);
});

document.addEventListener("dragover", (event) => {
  const row = aim(event);
  clearMarks();
  if (!row) return;
  event.preventDefault();
  row.classList.add(`drop-${place(event, row)}`);
});

document.addEventListener("drop", (event) => {
  const row = aim(event);
  if (!row) return;
  event.preventDefault();
  const values = { spot: dragged.dataset.spot, target: row.dataset.spot, where: place(event, row) };
  const phase = document.querySelector("#edit [name=phase]").value;
  const tree = document.getElementById("tree");
  window.htmx.ajax("POST", tree.dataset.put, { source: tree, target: tree, swap: "outerHTML", values: { ...values, phase } });
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  dragged = null;
  clearMarks();
});

// The sheet of keys lists what acts on the row in which the focus is.
function markRow(row) {
  for (const button of document.querySelectorAll(".edit-row [data-key]")) delete button.dataset.key;
  for (const [name, key] of Object.entries(KEYS)) {
    const button = row?.querySelector(`.${name}`);
    if (button && !button.disabled) button.dataset.key = key;
  }
}

document.addEventListener("focusin", (event) => markRow(event.target.closest(".edit-row")));

document.addEventListener("htmx:afterSettle", () => {
  const row = document.activeElement?.closest(".edit-row");
  if (row) markRow(row);
});

// Up and down walk the topics from title to title.
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || !event.target.matches?.(".edit-title")) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const titles = [...document.querySelectorAll(".edit-title")];
  titles[titles.indexOf(event.target) + step]?.focus();
});

// A second click on a title closes what the first one opened.
document.addEventListener("htmx:beforeRequest", (event) => {
  const title = event.detail.elt;
  if (!title.matches(".edit-title")) return;
  const panel = document.querySelector(title.getAttribute("hx-target"));
  if (!panel?.hasChildNodes()) return;
  event.preventDefault();
  panel.replaceChildren();
});
