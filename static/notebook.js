// A file dropped anywhere on the page goes the way of one that is chosen; its code comes back and is put into the editor,
// where undo brings back what stood there.

const form = document.getElementById("take");
const input = document.getElementById("notebook");

function holdsFiles(event) {
  return event.dataTransfer?.types.includes("Files");
}

// Caught before the editor or the browser, which would leave the page to show the file.
for (const kind of ["dragenter", "dragover"])
  document.addEventListener(
    kind,
    (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      form.classList.add("dropping");
    },
    true,
  );

document.addEventListener("dragleave", (event) => event.relatedTarget ?? form.classList.remove("dropping"), true);

document.addEventListener(
  "drop",
  (event) => {
    form.classList.remove("dropping");
    if (!holdsFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    const one = new DataTransfer();
    if (event.dataTransfer.files[0]) one.items.add(event.dataTransfer.files[0]);
    input.files = one.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  },
  true,
);

form.addEventListener("htmx:afterRequest", () => {
  input.value = "";
});

document.getElementById("brought").addEventListener("htmx:afterSwap", (event) => {
  const source = event.currentTarget.querySelector(".brought-source");
  if (source) document.querySelector("form.editor").dispatchEvent(new CustomEvent("gradus:put", { detail: source.value }));
  event.currentTarget.scrollIntoView({ block: "nearest" });
});
