// Suggestions under the fields that look for a person. Without this script, the form is sent and the list answers.

const DELAY = 150; // milliseconds without a key before asking
const LEAST = 2; // letters

for (const field of document.querySelectorAll("input[data-suggest]")) suggest(field);

function suggest(field) {
  const list = document.createElement("ul");
  const told = document.createElement("p");
  let timer, asked, chosen = -1;
  list.id = `${field.id}-trouves`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Personnes trouvées");
  told.className = "sr";
  told.setAttribute("aria-live", "polite");
  field.after(list, told);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list.id,
  })) field.setAttribute(name, value);

  const options = () => [...list.querySelectorAll("[role=option]")];

  function show(open) {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    choose(-1);
  }

  function choose(index) {
    chosen = index;
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = options()[index];
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  const open = (option) => { if (option) location.assign(option.dataset.href); };

  async function ask() {
    const words = field.value.trim();
    asked?.abort();
    if (words.length < LEAST) return show(false);
    asked = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: words })}`, { signal: asked.signal });
      if (!answer.ok || answer.redirected) return show(false);
      list.innerHTML = await answer.text();
    } catch (fault) {
      if (fault.name !== "AbortError") show(false);
      return;
    }
    options().forEach((option, at) => { option.id = `${list.id}-${at}`; });
    const number = options().length;
    show(number > 0 && document.activeElement === field);
    told.textContent = number ? `${number} personne${number > 1 ? "s" : ""}` : "Personne ne porte ce nom.";
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, DELAY); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); return show(false); }
    if (list.hidden) return;
    const number = options().length;
    if (event.key === "ArrowDown") choose((chosen + 1) % number);
    else if (event.key === "ArrowUp") choose(chosen < 1 ? number - 1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) open(options()[chosen]);
    else return;
    event.preventDefault();
  });
  // A press on a suggestion must not close the list before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => open(event.target.closest("[role=option]")));
  field.addEventListener("blur", () => show(false));
}
