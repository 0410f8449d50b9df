// The editor over the plain text area, and the draft: kept in this browser as one writes and on the server in every pause.

import { Drafts, page } from "./drafts.js";

const PAUSE_MS = 800;
const LONGEST_MS = 3000;
const HERE_MS = 250;
const AGAIN_MS = 10000;
// Ace draws with the page's own colours: labs.css has them, so no style is injected.
const THEME = { cssClass: "ace-gradus", cssText: "", isDark: false };

const form = document.querySelector("form.editor");
const field = document.getElementById("source");
const status = document.getElementById("draft");
const drafts = new Drafts(form.dataset.learner, form.dataset.lab);
let pause = 0;
let again = 0;
let here = 0;
let unsavedSince = 0;
let unsent = false;

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

function base() {
  return status.querySelector("[name=base]")?.value ?? "";
}

function tell(words) {
  (status.querySelector(".words") ?? status).textContent = words;
}

function keepHere() {
  clearTimeout(here);
  here = 0;
  unsent = true;
  return drafts.keep(field.value, base());
}

function changed() {
  document.getElementById("opened-from")?.remove();
  unsavedSince ||= Date.now();
  here ||= setTimeout(keepHere, HERE_MS);
  clearTimeout(pause);
  pause = setTimeout(keep, Math.max(0, Math.min(PAUSE_MS, unsavedSince + LONGEST_MS - Date.now())));
}

function keep() {
  clearTimeout(pause);
  pause = unsavedSince = 0;
  clearTimeout(again);
  keepHere();
  htmx.trigger(status, "keep");
}

// The server has what stands here now, unless more was written meanwhile.
function kept() {
  if (pause) return;
  clearTimeout(here);
  here = 0;
  unsent = false;
  drafts.forget();
}

// What this browser holds and the server never got is newer than what the page came with. The newest of it comes into the
// editor; whatever else there is goes to the server, which lays it beside.
async function restore() {
  const [newest, ...others] = await drafts.left();
  if (!newest) return;
  if (form.dataset.openedFrom || newest.source === field.value) return handOver(others);
  status.querySelector("[name=base]").value = newest.base ?? base();
  field.value = newest.source;
  keepHere();
  drafts.forget(newest.key);
  tell("Restored what this browser kept.");
  onceLoaded(async () => {
    await handOver(others);
    keep();
  });
}

async function handOver(entries) {
  for (const { key, source, base: seen } of entries) {
    const body = new FormData(form);
    body.set("source", source);
    body.set("base", seen ?? "");
    body.set("page", key.slice(-page.length));
    const answer = await fetch(status.getAttribute("hx-post"), { method: "POST", body }).catch(() => null);
    if (answer?.ok) drafts.forget(key);
  }
}

// htmx knows the page only from then on.
function onceLoaded(act) {
  if (document.readyState === "complete") act();
  else addEventListener("load", act);
}

function lost(event) {
  event?.stopPropagation();
  tell(
    keepHere()
      ? "Connection lost. Your draft is kept in this browser and goes to the server when it is back."
      : "Connection lost. Your draft is on this page only: leave it open until the connection is back.",
  );
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

document.getElementById("page").value = page;
await restore();
const editor = layEditor();
form.addEventListener("gradus:put", (event) => {
  editor.setValue(event.detail, -1);
  editor.focus();
});
form.addEventListener("submit", tooLong, true);
form.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target !== form) return;
  clearTimeout(pause);
  pause = unsavedSince = 0;
  keepHere();
});
form.addEventListener("htmx:afterRequest", (event) => {
  if (event.target === form && event.detail.successful) kept();
});
status.addEventListener("htmx:afterRequest", (event) => {
  event.stopPropagation();
  if (event.detail.successful) kept();
});
status.addEventListener("htmx:sendError", lost);
status.addEventListener("htmx:responseError", (event) => {
  if (!event.detail.shouldSwap) lost(event);
});
addEventListener("online", () => (unsent ? keep() : tell("")));
addEventListener("offline", () => (unsent ? lost() : tell("Connection lost. What you write here is kept in this browser.")));
addEventListener("pagehide", () => here && keepHere());
