// Those who may be the person being typed, shown beside the form. Without this script, the server shows them on saving.

const DELAY = 300; // milliseconds without a key before asking

function watch(region) {
  if (region.dataset.watched) return;
  region.dataset.watched = "yes";
  const form = region.closest("form");
  let timer, asked;

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(region.dataset.alike, { method: "POST", body: new FormData(form), signal: asked.signal });
      if (!answer.ok || answer.redirected) return;
      const found = await answer.text();
      // What is read aloud changes only when the people do; a box already ticked stays ticked.
      if (found.trim() !== region.innerHTML.trim() && !region.querySelector(":checked")) region.innerHTML = found;
    } catch (fault) {
      if (fault.name !== "AbortError") return; // the network is cut: saving will say so
    }
  }

  form.querySelector("[data-person]")?.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY);
  });
}

const start = () => document.querySelectorAll("[data-alike]").forEach(watch);
document.addEventListener("jalon:shown", start);
start();
