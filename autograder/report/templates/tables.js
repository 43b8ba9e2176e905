"use strict";
// Sorts and searches the tables of an instructor's page. Without it they are plain tables.

const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const value = cell => cell.dataset.v ?? cell.textContent.trim();

function compare(a, b) {
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? order.compare(a, b) : x - y;
}

function sort(table, column) {
  const heads = [...table.tHead.rows[0].cells];
  const head = heads[column];
  const down = head.getAttribute("aria-sort") === "ascending";
  heads.forEach(other => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const rows = [...table.tBodies[0].rows].map(row => [value(row.cells[column]), row]);
  rows.sort(([a], [b]) => (a === "") - (b === "") || (down ? compare(b, a) : compare(a, b)));
  table.tBodies[0].append(...rows.map(([, row]) => row));
}

for (const table of document.querySelectorAll("table.sortable")) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(table, column));
    head.append(button);
  });
}

for (const bar of document.querySelectorAll("[data-searches]")) {
  const [words, chosen, said] = ["input", "select", "[role=status]"].map(name => bar.querySelector(name));
  const rows = [...document.getElementById(bar.dataset.searches).tBodies[0].rows];
  const texts = rows.map(row => plain(row.textContent));
  const look = () => {
    const wanted = plain(words.value).split(/\s+/);
    rows.forEach((row, i) => {
      const tagged = !chosen.value || row.dataset.tags.split(" ").includes(chosen.value);
      row.hidden = !tagged || !wanted.every(word => texts[i].includes(word));
    });
    said.textContent = `${rows.filter(row => !row.hidden).length} of ${rows.length} shown`;
  };
  words.addEventListener("input", look);
  chosen.addEventListener("change", look);
  window.addEventListener("hashchange", () => { // a link leads to a row that is not shown
    const row = rows.find(one => `#${one.id}` === location.hash);
    if (row && row.hidden) {
      words.value = chosen.value = "";
      look();
      row.scrollIntoView();
    }
  });
  bar.hidden = false;
  look(); // a browser that comes back keeps what was typed
}

let folded = [];
window.addEventListener("beforeprint", () => { // what is folded is printed, but for lists of names
  folded = [...document.querySelectorAll("main > details:not([open])")];
  folded.forEach(part => { part.open = true; });
});
window.addEventListener("afterprint", () => folded.forEach(part => { part.open = false; }));
