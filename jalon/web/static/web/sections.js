// Saves a section a moment after one stops typing, and says so. Without this script, each section has its button.

const DELAY = 700; // milliseconds without a key before saving
const AGAIN = 5000; // before another try, when the network is cut
const CUT = "Pas encore enregistré : le réseau ne répond pas. Nouvel essai dans un instant.";
const OUT = "Pas enregistré : vous êtes déconnecté. Reconnectez-vous dans un autre onglet, puis continuez ici.";
const unsaved = new Set();

function watch(form) {
  const said = form.querySelector("[data-saved]");
  let timer, saving = false;

  const later = (delay) => { clearTimeout(timer); timer = setTimeout(save, delay); };
  const tell = (words, bad = false) => { said.textContent = words; said.classList.toggle("flag", bad); };

  async function save() {
    if (saving) return later(DELAY);
    saving = true;
    unsaved.delete(form);
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
      if (answer.redirected || answer.status === 403) return keep(OUT);
      const told = await answer.json();
      if (!answer.ok) return keep(told.said);
      form.elements.version.value = told.version;
      if (!unsaved.has(form)) tell(told.said);
      for (const [name, html] of Object.entries(told.parts)) show(name, html);
    } catch {
      keep(CUT);
      later(AGAIN);
    } finally {
      saving = false;
    }
  }

  function keep(words) {
    unsaved.add(form);
    tell(words, true);
  }

  form.addEventListener("input", () => {
    unsaved.add(form);
    tell("");
    later(DELAY);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); unsaved.delete(form); });
}

// A part in which one is typing is left as it is.
function show(name, html) {
  for (const part of document.querySelectorAll(`[data-part="${name}"]`)) {
    if (!part.contains(document.activeElement)) part.innerHTML = html;
  }
}

for (const form of document.querySelectorAll("form[data-section='']")) watch(form);
addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
