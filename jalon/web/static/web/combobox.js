// A long list where one types letters (select[data-combobox]), and the fields that go with what is chosen
// ([data-with]). Without this script, the list is a plain one and every field is there.

import { daySaid } from "./day.js";

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, " ").trim();

function enhance(select) {
  if (select.dataset.enhanced !== undefined) return;
  select.dataset.enhanced = "";
  const form = select.form;
  const label = form.querySelector(`label[for="${select.id}"]`);
  const box = document.createElement("span");
  const field = document.createElement("input");
  const list = document.createElement("ul");
  box.className = "combobox";
  field.id = `${select.id}_typed`;
  field.autocomplete = "off";
  field.placeholder = "Trois lettres suffisent";
  list.id = `${select.id}_list`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label.textContent);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list.id,
  })) field.setAttribute(name, value);
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (!select.hasAttribute(name)) continue;
    field.setAttribute(name, select.getAttribute(name));
    select.removeAttribute(name);
  }
  const choices = [...select.options].filter((option) => option.value).map((option) => ({
    option, text: option.text, group: option.parentElement.label || "", words: plain(option.text).split(" "),
  }));
  let shown = [];
  let at = -1;

  const chosen = () => select.selectedOptions[0];
  const told = () => (chosen()?.value ? chosen().text : "");

  function found(typed) {
    const asked = plain(typed).split(" ").filter(Boolean);
    const fits = (choice) => asked.every((part) => choice.words.some((word) => word.startsWith(part)));
    const begins = (choice) => (plain(choice.text).startsWith(asked.join(" ")) ? 0 : 1);
    return choices.filter(fits).sort((one, other) => begins(one) - begins(other));
  }

  function mark(index) {
    at = index;
    [...list.children].forEach((line, number) => line.setAttribute("aria-selected", String(number === index)));
    if (list.children[index]) {
      field.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function open(typed) {
    shown = found(typed);
    list.replaceChildren(...shown.map((choice, number) => {
      const line = document.createElement("li");
      const group = document.createElement("span");
      line.id = `${list.id}_${number}`;
      line.setAttribute("role", "option");
      group.textContent = choice.group;
      line.append(choice.text, group);
      return line;
    }));
    list.hidden = shown.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    mark(typed.trim() && shown.length ? 0 : -1);
  }

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function take(choice) {
    if (choice && select.value !== choice.option.value) {
      select.value = choice.option.value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    field.value = told();
    close();
  }

  field.addEventListener("input", () => open(field.value));
  field.addEventListener("focus", () => field.select());
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) open("");
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (shown.length) mark((at + step + shown.length) % shown.length);
    } else if (event.key === "Enter" && !list.hidden) take(shown[Math.max(at, 0)]);
    else if (event.key === "Escape" && !list.hidden) take(null);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const line = event.target.closest("li");
    if (line) take(shown[[...list.children].indexOf(line)]);
  });
  // Leaving takes what was found first; what fits nothing goes back to what was chosen.
  field.addEventListener("blur", () => take(list.hidden ? null : shown[Math.max(at, 0)]));

  // A draft given back, or anything else that changes the list, is told.
  for (const change of ["input", "change"]) {
    select.addEventListener(change, () => { field.value = told(); follow(form, chosen()); });
  }
  field.value = told();
  box.append(field, list);
  select.hidden = true;
  select.after(box);
  label.htmlFor = field.id;
  follow(form, chosen());
  if (select.autofocus) field.focus();
}

function follow(form, option) {
  for (const part of form.querySelectorAll("[data-with]")) {
    const wanted = part.dataset.with === option?.dataset.kind;
    const faulty = part.querySelector(".flag");
    part.hidden = part.disabled = !wanted && !faulty;
  }
}

// « 30/12 » as an end is the first one after the start, as the server reads it: the year is written at once.
function end(event) {
  const field = event.target.closest("[data-after], [data-from]");
  if (!field) return;
  const { day, after, from } = field.dataset;
  const begins = from ?? daySaid(document.getElementById(after)?.value ?? "", day);
  const [past, ahead] = begins ? [daySaid(field.value, day), daySaid(field.value, day, true)] : [];
  if (!past || past === ahead || past.slice(5) !== ahead.slice(5)) return;
  const [year, month, number] = daySaid(field.value, begins, true).split("-").map(Number);
  field.value = `${number}/${month}/${year}`;
}

function enhanceAll() {
  for (const select of document.querySelectorAll("select[data-combobox]")) enhance(select);
}

document.addEventListener("change", end, true);

document.addEventListener("jalon:shown", enhanceAll);
enhanceAll();
