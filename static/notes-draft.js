// The draft of a note: kept in this browser at once, on the server after a pause, and a line that says which.

import { AGAIN_MS, forget, keepHere, send, token } from "./notes-outbox.js";

const PAUSE_MS = 800;
const form = document.querySelector(".note-form");
const status = document.getElementById("draft");
let pause = 0;
let again = 0;
let number = 0;

function typed() {
  const { title, body, attached, tags, revision, draft } = form.elements;
  const { learner, note } = form.dataset;
  return { learner, note, title: title.value, body: body.value, attached: attached.value, tags: tags.value, revision: revision.value, draft: draft.value };
}

function changed(event) {
  if (!event.target.name) return;
  const here = keepHere(form.dataset.draft, typed());
  status.textContent = here ? "Not saved yet." : "Not saved yet, and this browser keeps nothing: wait for the server.";
  clearTimeout(pause);
  pause = setTimeout(keep, PAUSE_MS);
}

async function keep() {
  clearTimeout(again);
  number += 1;
  const mine = number;
  try {
    const words = await send(form.dataset.keep, typed());
    if (mine !== number) return;
    forget(form.dataset.draft);
    status.textContent = words.trim();
  } catch (error) {
    if (mine !== number) return;
    status.textContent = lost(error);
    again = setTimeout(keep, AGAIN_MS);
  }
}

function lost(error) {
  const here = keepHere(form.dataset.draft, typed()) ? "kept in this browser" : "on this page only: leave it open";
  if (error.message === "signed out") return `Not saved: you are signed out. The draft is ${here}. Sign in in another tab, then go on here.`;
  return `Not saved: the server does not answer. The draft is ${here}, and goes to the server when it is back.`;
}

form.addEventListener("input", changed);
form.addEventListener("submit", () => {
  clearTimeout(pause);
  clearTimeout(again);
  number += 1;
  keepHere(form.dataset.draft, typed());
  if (token()) form.elements.csrfmiddlewaretoken.value = token();
});
addEventListener("online", () => status.textContent && keep());
