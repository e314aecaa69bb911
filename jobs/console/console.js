"use strict";
// Everything works without this file; it makes the keyboard and the mouse quicker.

// A filter applies when a menu changes.
for (const form of document.querySelectorAll("form[data-auto]")) {
  form.addEventListener("change", (e) => {
    if (e.target.matches("select:not([multiple]), input[type=checkbox]")) form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
  });
}
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form[data-auto] :disabled")) field.disabled = false;
});

// What a numeral is shows at the foot of the page while it is pointed at or has the focus.
const about = document.createElement("div");
about.id = "about";
about.hidden = true;
about.setAttribute("role", "status");
const paper = document.querySelector(".paper");
if (paper) {
  document.querySelector("main").append(about);
  const show = (e) => {
    const numeral = e.target.closest(".k[title]");
    about.hidden = !numeral;
    if (numeral) about.textContent = numeral.textContent + ": " + numeral.title;
  };
  paper.addEventListener("mouseover", show);
  paper.addEventListener("focusin", show);
  paper.addEventListener("focusout", () => { about.hidden = true; });
}

// Keys: / to search, j and k to the next and the previous finding of a list, n and p (or the arrows of a pager) to the next and previous page.
document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.target.closest("input, select, textarea")) return;
  const leads = [...document.querySelectorAll(".finds .lead")];
  const at = leads.indexOf(document.activeElement);
  const go = { j: () => leads[Math.min(at + 1, leads.length - 1)]?.focus(), k: () => leads[Math.max(at - 1, 0)]?.focus(),
    n: () => document.querySelector("a[rel=next]")?.click(), p: () => document.querySelector("a[rel=prev]")?.click(),
    "/": () => document.querySelector("input[type=search]")?.focus() }[e.key];
  if (!go) return;
  e.preventDefault();
  go();
});
