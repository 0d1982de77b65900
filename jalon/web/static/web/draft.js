// What is typed is kept on this device until it is recorded; one sign-out, of whoever, erases it all.
// A sensitive field is kept only when its writer ticks so, for this account on this device.
import { daySaid } from "./day.js";

const PREFIX = "jalon:brouillon:";
const ASKED = "jalon:sensible:";
const LEFT = "jalon:sortie"; // written for an instant as one signs out: the other tabs are told, and keep nothing more
const AFTER = 400; // milliseconds without a key before keeping
const LONGEST = 7 * 24 * 3_600_000; // a week
const NEVER = new Set(["csrfmiddlewaretoken", "once"]);
const watched = new Map();

const stored = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};
const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

function hour(at) {
  const then = new Date(at);
  const clock = `${then.getHours()}\u00a0h\u00a0${String(then.getMinutes()).padStart(2, "0")}`;
  return then.toDateString() === new Date().toDateString() ? `à ${clock}` : `du ${then.getDate()}/${then.getMonth() + 1} à ${clock}`;
}

class Draft {
  constructor(form) {
    this.form = form;
    this.key = PREFIX + form.dataset.draft;
    this.asked = ASKED + form.dataset.draft.split(":")[0];
    this.place = form.querySelector("[data-draft-said]");
    // What comes back with a fault was typed: it is not what the page knew, and the draft must not be offered over it.
    this.shown = "bound" in form.dataset ? {} : this.values(true);
    if (form.querySelector("[data-sensitive]")) this.offerToKeep();
    if ("bound" in form.dataset) this.keep();
    else this.offer();
    this.listen = () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.keep(), AFTER); };
    form.addEventListener("input", this.listen);
    form.addEventListener("change", this.listen);
  }

  fields(sensitive) {
    return [...this.form.elements].filter((field) => field.name && !NEVER.has(field.name) && field.type !== "file" && field.type !== "submit"
      && (sensitive || !("sensitive" in field.dataset)) && (field.type !== "hidden" || "sensitive" in field.dataset));
  }

  values(sensitive) {
    const found = {};
    for (const field of this.fields(sensitive)) {
      if (field.type === "radio" || field.type === "checkbox") {
        found[field.name] ??= [];
        if (field.checked) found[field.name].push(field.value);
      } else if (field.multiple) found[field.name] = [...field.selectedOptions].map((option) => option.value);
      else found[field.name] = written(field);
    }
    return found;
  }

  get sensitiveNames() {
    const names = this.fields(true).filter((field) => "sensitive" in field.dataset && field.labels?.length).map((field) => field.dataset.sensitive || field.labels[0].textContent.trim());
    return [...new Set(names)].join(", ");
  }
  get keepsAll() { return localStorage.getItem(this.asked) !== null; }
  get changed() { return JSON.stringify(this.values(true)) !== JSON.stringify(this.shown); }
  get sensitiveChanged() {
    const now = this.values(true);
    return this.fields(true).some((field) => "sensitive" in field.dataset && field.type !== "hidden" && JSON.stringify(now[field.name]) !== JSON.stringify(this.shown[field.name]));
  }

  keep() {
    clearTimeout(this.timer);
    if (!this.changed) return;
    const at = Date.now();
    try {
      localStorage.setItem(this.key, JSON.stringify({ at, values: this.values(this.keepsAll) }));
    } catch {
      return; // no room, or not allowed: the page still holds it
    }
    this.place.textContent = `Brouillon gardé sur cet appareil ${hour(at)}${!this.keepsAll && this.sensitiveChanged ? `, sans « ${this.sensitiveNames} »` : ""}.`;
  }

  offer() {
    const kept = stored(this.key);
    if (!kept || same(kept.values, pick(this.shown, kept.values))) return;
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    notice.append(`Brouillon gardé sur cet appareil ${hour(kept.at)}. `);
    notice.append(this.button("Reprendre", () => { this.restore(kept.values); notice.remove(); this.form.querySelector("textarea")?.focus(); }), " ");
    notice.append(this.button("Effacer", () => { localStorage.removeItem(this.key); notice.remove(); }));
    this.form.prepend(notice);
    this.notice = notice;
  }

  button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  restore(values) {
    for (const field of this.fields(true)) {
      if (!(field.name in values)) continue;
      const value = values[field.name];
      if (field.type === "radio" || field.type === "checkbox") field.checked = value.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = value.includes(option.value);
      else field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  offerToKeep() {
    const label = document.createElement("label");
    const box = document.createElement("input");
    label.className = "tick small";
    box.type = "checkbox";
    box.checked = this.keepsAll;
    box.addEventListener("change", () => {
      if (box.checked) localStorage.setItem(this.asked, "1");
      else localStorage.removeItem(this.asked);
      this.keep();
    });
    label.append(box, `Garder aussi « ${this.sensitiveNames} » sur cet appareil, jusqu’à l’enregistrement`);
    this.place.after(label);
  }

  stop() {
    clearTimeout(this.timer);
    this.form.removeEventListener("input", this.listen);
    this.form.removeEventListener("change", this.listen);
    watched.delete(this.form);
  }
}

// « hier » typed today is another day tomorrow: its date is kept.
function written(field) {
  const day = field.dataset.day && daySaid(field.value, field.dataset.day, "ahead" in field.dataset);
  if (!day) return field.value;
  const [year, month, number] = day.split("-").map(Number);
  return `${number}/${month}/${year}`;
}

const pick = (values, among) => Object.fromEntries(Object.keys(among).map((name) => [name, values[name]]));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Recorded: the draft goes.
export function forget(form) {
  const draft = watched.get(form);
  if (!draft) return;
  draft.stop();
  localStorage.removeItem(draft.key);
}

// The form leaves the page, its draft stays.
export function release(form) {
  watched.get(form)?.keep();
  watched.get(form)?.stop();
}

export function watchDrafts(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    if (!watched.has(form)) watched.set(form, new Draft(form));
  }
}

function erase() {
  for (const key of keys()) localStorage.removeItem(key);
}

for (const key of keys()) if (!(stored(key)?.at > Date.now() - LONGEST)) localStorage.removeItem(key);
function leave() {
  for (const draft of [...watched.values()]) draft.stop();
  erase();
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-sign-out]")) return;
  leave();
  localStorage.setItem(LEFT, "");
  localStorage.removeItem(LEFT);
});
addEventListener("storage", (event) => { if (event.key === LEFT) leave(); });
addEventListener("pagehide", () => { for (const draft of watched.values()) draft.keep(); });
addEventListener("beforeunload", (event) => {
  if ([...watched.values()].some((draft) => !draft.keepsAll && draft.sensitiveChanged)) event.preventDefault();
});
