// The editor over the plain text area, and the draft: kept in this browser at once and on the server after a pause.

const PAUSE_MS = 800;
const AGAIN_MS = 10000;
// Ace draws with the page's own colours: labs.css has them, so no style is injected.
const THEME = { cssClass: "ace-gradus", cssText: "", isDark: false };

const form = document.querySelector("form.editor");
const field = document.getElementById("source");
const status = document.getElementById("draft");
const place = `gradus-draft:${form.dataset.learner}:${form.dataset.lab}`;
let pause = 0;
let again = 0;

// The text area is the truth that is sent; the editor shows it.
function layEditor() {
  ace.config.set("useStrictCSP", true);
  ace.config.set("basePath", form.dataset.ace);
  const host = document.createElement("div");
  host.className = "ace-host";
  field.after(host);
  const editor = ace.edit(host, {
    mode: "ace/mode/python",
    value: field.value,
    useWorker: false,
    useSoftTabs: true,
    tabSize: 4,
    showPrintMargin: false,
    scrollPastEnd: 0.3,
    enableKeyboardAccessibility: true,
    textInputAriaLabel: "Your solution, Python",
  });
  editor.renderer.setTheme(THEME);
  editor.session.getUndoManager().reset();
  editor.commands.addCommand({ name: "send", bindKey: "Ctrl-Enter|Command-Enter", exec: () => form.requestSubmit() });
  editor.session.on("change", () => {
    field.value = editor.getValue();
    changed();
  });
  new ResizeObserver(() => editor.resize()).observe(host);
  field.hidden = true;
  return editor;
}

function recall() {
  try {
    return JSON.parse(localStorage.getItem(place));
  } catch {
    return null;
  }
}

function keepHere(onServer) {
  try {
    localStorage.setItem(place, JSON.stringify({ source: field.value, onServer }));
    return true;
  } catch {
    return false;
  }
}

function changed() {
  document.getElementById("opened-from")?.remove();
  clearTimeout(pause);
  pause = setTimeout(keep, PAUSE_MS);
}

function keep() {
  clearTimeout(pause);
  pause = 0;
  clearTimeout(again);
  keepHere(false);
  htmx.trigger(status, "keep");
}

// What this browser holds and the server never got is newer than what the page came with.
function restore() {
  const kept = recall();
  if (!kept || kept.onServer || form.dataset.openedFrom || kept.source === field.value) return;
  field.value = kept.source;
  status.textContent = "Restored what this browser kept.";
  // htmx knows the page only from then on.
  addEventListener("DOMContentLoaded", () => htmx.trigger(status, "keep"));
}

function lost(event) {
  event.stopPropagation();
  status.textContent = keepHere(false)
    ? "Connection lost. Your draft is kept in this browser and goes to the server when it is back."
    : "Connection lost. Your draft is on this page only: leave it open until the connection is back.";
  clearTimeout(again);
  again = setTimeout(keep, AGAIN_MS);
}

function tooLong(event) {
  const size = new TextEncoder().encode(field.value).length;
  const most = Number(form.dataset.mostBytes);
  if (size <= most) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const words = document.createElement("p");
  words.className = "notice error";
  words.textContent = `This file has ${Math.ceil(size / 1024)} KB; a lab takes up to ${most / 1024} KB. It was not sent.`;
  document.getElementById("refused").replaceChildren(words);
}

restore();
layEditor();
form.addEventListener("submit", tooLong, true);
form.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target !== form) return;
  clearTimeout(pause);
  keepHere(false);
});
form.addEventListener("htmx:afterRequest", (event) => {
  if (event.target === form && event.detail.successful && !pause) keepHere(true);
});
status.addEventListener("htmx:afterRequest", (event) => {
  event.stopPropagation();
  if (event.detail.successful && !pause) keepHere(true);
});
status.addEventListener("htmx:sendError", lost);
status.addEventListener("htmx:responseError", (event) => {
  if (!event.detail.shouldSwap) lost(event);
});
addEventListener("online", keep);
addEventListener("pagehide", () => pause && keepHere(false));
