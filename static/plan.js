// The third question: search as you type, groups and their topics in step, roadmaps that are not followed out of sight.

const form = document.querySelector(".questions");
const search = form?.querySelector("#known-search");
const found = form?.querySelector("#known-found");

function boxes(list, name) {
  return list.flatMap((line) => [...line.querySelectorAll(`input[name=${name}]`)]);
}

// What a line stands for: the lines after it that lie deeper.
function under(line) {
  const depth = Number(line.dataset.depth);
  const lines = [];
  for (let next = line.nextElementSibling; next && Number(next.dataset.depth) > depth; next = next.nextElementSibling) lines.push(next);
  return lines;
}

function groups() {
  const lines = [...form.querySelectorAll(".known-lines > li:has(.known-group)")].map((line) => [line.querySelector("input"), under(line)]);
  const phases = [...form.querySelectorAll(".known-phase")].map((phase) => [phase.querySelector(".known-all > input"), [...phase.querySelectorAll(".known-lines > li")]]);
  return [...phases, ...lines];
}

// With a script the topics are what is sent; a group's box only shows how they stand.
function settle() {
  for (const [box, lines] of groups()) {
    const leaves = boxes(lines, "known");
    const chosen = leaves.filter((leaf) => leaf.checked).length;
    box.disabled = leaves.length === 0;
    box.checked = chosen > 0 && chosen === leaves.length;
    box.indeterminate = chosen > 0 && chosen < leaves.length;
  }
}

function choose(box) {
  if (box.name === "all") {
    const [, lines] = groups().find(([one]) => one === box);
    for (const leaf of boxes(lines, "known")) copy(leaf, box.checked);
  } else copy(box, box.checked);
  settle();
}

// A topic may stand on several roadmaps: it is known or it is not.
function copy(box, checked) {
  for (const twin of form.querySelectorAll(`input[name=known][value="${CSS.escape(box.value)}"]`)) twin.checked = checked;
}

function follow() {
  const followed = new Set([...form.querySelectorAll("input[name=roadmaps]:checked")].map((box) => box.value));
  for (const course of form.querySelectorAll(".known-course")) course.hidden = followed.size > 0 && !followed.has(course.dataset.roadmap);
}

function filter() {
  const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  let number = 0;
  for (const phase of form.querySelectorAll(".known-phase")) {
    const lines = [...phase.querySelectorAll(".known-lines > li")];
    for (const line of lines) {
      const text = line.textContent.toLowerCase();
      line.hidden = !words.every((word) => text.includes(word));
    }
    const shown = lines.filter((line) => !line.hidden);
    phase.hidden = words.length > 0 && shown.length === 0;
    phase.querySelector("details").open = words.length > 0 && shown.length > 0;
    if (!phase.closest(".known-course").hidden) number += words.length ? boxes(shown, "known").length : 0;
  }
  found.textContent = words.length ? `${number} found` : "";
}

if (search) {
  search.closest(".known-search").hidden = false;
  search.addEventListener("input", filter);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "roadmaps") follow();
    else if (event.target.matches("input[type=checkbox]")) choose(event.target);
  });
  for (const box of form.querySelectorAll("input[name=all]:checked")) choose(box);
  settle();
  follow();
}
