// Pictures for a note: chosen, pasted or dropped; each is sent at once and written into the text where the caret was.

import { token } from "./notes-outbox.js";

const field = document.querySelector("textarea[data-pictures]");
const chooser = document.getElementById("picture");
const status = document.getElementById("pictures-said");

function pictures(files) {
  return [...(files ?? [])].filter((file) => file.type.startsWith("image/"));
}

async function send(file) {
  const sent = new FormData();
  sent.append("image", file, file.name || "picture");
  const answer = await fetch(field.dataset.pictures, {
    method: "POST",
    body: sent,
    headers: { "X-CSRFToken": token() },
    redirect: "manual",
  });
  if (answer.type === "opaqueredirect" || answer.status === 403) throw new Error("you are signed out. Sign in in another tab, then add it again.");
  if (answer.status === 413) throw new Error("it is too large.");
  if (!answer.ok && answer.status !== 422) throw new Error("the server failed. Add it again in a moment.");
  const words = await answer.text();
  if (answer.status === 422) throw new Error(words);
  return words;
}

function write(text) {
  field.focus();
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

async function add(files) {
  for (const file of files) {
    status.textContent = `Sending ${file.name || "the picture"}…`;
    try {
      const address = await send(file);
      write(`![${file.name.replace(/\.\w+$/, "").replace(/[[\]\n]/g, " ")}](${address})\n`);
      status.textContent = "The picture is in the text.";
    } catch (error) {
      const why = error instanceof TypeError ? "the server does not answer. Add it again when it is back." : error.message;
      status.textContent = `The picture was not added: ${why}`;
    }
  }
}

function taken(event, files) {
  if (files.length === 0) return;
  event.preventDefault();
  add(files);
}

field.addEventListener("paste", (event) => taken(event, pictures(event.clipboardData.files)));
field.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
field.addEventListener("drop", (event) => taken(event, pictures(event.dataTransfer.files)));
chooser.addEventListener("change", async () => {
  await add([...chooser.files]);
  chooser.value = "";
});
chooser.closest("[hidden]").hidden = false;
