"use strict";
// All of this is convenience: without it the report is one long document with working links.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // The index is written last, when all pages are known; it is read first.
  const index = document.getElementById("index");
  if (index) document.querySelector("header.top").after(index);
  document.getElementById("tools").hidden = false;

  // Filter by kind.
  const boxes = all("#kinds input");
  const filter = () => {
    const hidden = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    for (const one of all("[data-kind]")) one.hidden = hidden.has(one.dataset.kind);
  };
  for (const box of boxes) box.addEventListener("change", filter);
  const used = new Set(all("[data-kind]").map((one) => one.dataset.kind));
  for (const box of boxes) box.closest("label").hidden = !used.has(box.value);
  const set = (wanted) => {
    for (const box of boxes) box.checked = wanted(box);
    filter();
  };
  document.getElementById("all").addEventListener("click", () => set(() => true));
  document.getElementById("doubtful").addEventListener("click", (event) => {
    const button = event.currentTarget;
    const only = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(only));
    for (const row of all("tr.line, tr.reason")) row.classList.toggle("away", only && !row.matches(".c0, .c1, .c2"));
  });

  // Panes: which of lines, article and removed stand beside each other.
  for (const button of all("button[data-pane]")) {
    button.addEventListener("click", () => {
      const shown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(shown));
      for (const pane of all(`.pane.${button.dataset.pane}`)) pane.hidden = !shown;
    });
  }

  // A link to what is not shown shows it first.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const pane = target.closest(".pane");
    if (pane && pane.hidden) all("button[data-pane]").find((b) => pane.classList.contains(b.dataset.pane)).click();
    const kind = target.dataset.kind;
    if (kind && target.hidden) {
      boxes.find((box) => box.value === kind).checked = true;
      filter();
    }
    target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", reveal);
  reveal();

  // A click on a paragraph or a line goes where its link goes, unless text is being selected.
  document.addEventListener("click", (event) => {
    if (event.target.closest("a, button, input, label") || String(getSelection())) return;
    const link = event.target.closest(".block, tr.line")?.querySelector("a[href]");
    if (link) location.hash = link.getAttribute("href");
  });

  // j and k go from one removed run to the next, n and p from page to page.
  const keys = { j: ["tr.first", 1], k: ["tr.first", -1], n: ["section.page", 1], p: ["section.page", -1] };
  document.addEventListener("keydown", (event) => {
    const key = keys[event.key];
    if (!key || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox])")) return;
    const places = all(key[0]).filter((one) => one.offsetParent);
    const hash = location.hash.slice(1);
    const current = places.findIndex((one) => one.id === hash);
    const next = places[current < 0 ? (key[1] > 0 ? 0 : places.length - 1) : current + key[1]];
    if (next) location.hash = next.id;
  });
})();
