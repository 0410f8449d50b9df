// The SHA-256 of a file, worked out here: the file is never sent, only its hash, name and size when the form is.

const LARGEST_BYTES = 2 ** 31;

// Browsers compute hashes only on https and on this very machine; elsewhere the hash is typed.
const canHash = Boolean(globalThis.crypto?.subtle);

function offer(root) {
  if (!canHash) return;
  for (const field of root.querySelectorAll("[data-hash]")) field.hidden = false;
}

function hex(bytes) {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function fill(chosen) {
  const said = document.getElementById(chosen.getAttribute("aria-describedby"));
  const [file] = chosen.files;
  if (!file) return;
  if (file.size > LARGEST_BYTES) {
    said.textContent = "This file is larger than a browser can hash at once. Run sha256sum on it and paste what it prints.";
    return;
  }
  said.textContent = `Reading ${file.name}…`;
  try {
    const hash = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    if (chosen.files[0] !== file) return; // another was chosen meanwhile
    document.getElementById(chosen.dataset.sha256).value = hash;
    document.getElementById(chosen.dataset.name).value = file.name;
    document.getElementById(chosen.dataset.size).value = file.size;
    said.textContent = `${file.name} is hashed. Nothing of it was sent.`;
  } catch {
    said.textContent = "The browser could not read this file. Run sha256sum on it and paste what it prints.";
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-hash] input[type=file]")) fill(event.target);
});
document.addEventListener("htmx:load", (event) => offer(event.detail.elt));
offer(document);
