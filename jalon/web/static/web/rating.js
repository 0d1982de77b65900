// Obstacles rated at the keyboard: a digit rates the family one is on and moves to the next. Without it, arrows and Tab.
const LEVELS = "0123";

function families(root) {
  return [...root.querySelectorAll("fieldset")];
}

function enter(fieldset) {
  (fieldset.querySelector(":checked") ?? fieldset.querySelector("input")).focus();
}

function rate(event) {
  const fieldset = event.target.closest("fieldset");
  if (!fieldset || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Delete" || event.key === "Backspace") {
    fieldset.querySelectorAll("input").forEach((radio) => { radio.checked = false; });
  } else if (LEVELS.includes(event.key)) {
    const radio = fieldset.querySelector(`input[value="${event.key}"]`);
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    const all = families(event.currentTarget);
    const next = all[all.indexOf(fieldset) + 1];
    if (next) enter(next);
    else event.currentTarget.closest("form").querySelector(".btn-primary").focus();
  } else {
    return;
  }
  event.preventDefault();
}

function watch() {
  for (const root of document.querySelectorAll("[data-rating]:not([data-watched])")) {
    root.dataset.watched = "";
    root.addEventListener("keydown", rate);
    root.querySelector(".rating-hint").hidden = false;
    if (root.hasAttribute("data-first")) enter(families(root)[0]);
  }
}

document.addEventListener("jalon:shown", watch);
watch();
