// Depositing a paper: the camera at once on a phone, the weight told before it is sent, the usual end proposed.
// Without this script, the browser offers the camera among others, and the server says the rest.
import { daySaid } from "./day.js";

const LIMIT = 10_000_000;

function watchFile(field) {
  field.dataset.watched = "";
  const said = document.createElement("p");
  said.className = "chosen";
  said.setAttribute("role", "status");
  field.after(said);
  field.addEventListener("change", () => {
    const file = field.files[0];
    const heavy = file && file.size > LIMIT;
    said.classList.toggle("flag", Boolean(heavy));
    said.textContent = heavy
      ? `Ce fichier pèse ${Math.ceil(file.size / 1e6)}\u00a0Mo\u202f; la limite est 10\u00a0Mo. Photographiez en qualité moyenne, ou envoyez-le en deux fois.`
      : "";
  });
  if (!matchMedia("(pointer: coarse)").matches) return;
  const camera = document.createElement("button");
  camera.type = "button";
  camera.className = "btn camera";
  camera.textContent = "Photographier";
  camera.addEventListener("click", () => {
    field.capture = "environment";
    field.click();
    field.removeAttribute("capture");
  });
  field.after(camera);
}

// « Valable jusqu’au » follows the kind and the day, until someone types it.
function watchEnd(field) {
  field.dataset.proposing = "";
  const form = field.form;
  const months = JSON.parse(field.dataset.months);
  const [kind, dated] = [form.elements.namedItem("kind"), form.elements.namedItem("dated")];
  const place = field.closest(".field");
  let proposed = field.value ? null : "";

  function propose() {
    const lasts = kind ? months[kind.value] : Object.values(months)[0];
    place.hidden = !lasts && !field.value;
    if (field.value !== proposed) return;
    const from = lasts && daySaid(dated.value, dated.dataset.day);
    proposed = from ? written(from, lasts) : "";
    field.value = proposed;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  kind?.addEventListener("change", () => {
    // A paper that expires is hardly ever of today, which is proposed for the others.
    if (months[kind.value] && daySaid(dated.value, dated.dataset.day) === dated.dataset.day) dated.value = "";
    propose();
  });
  dated.addEventListener("change", propose);
  propose();
}

// The eve of the same day so many months later; of the last day of a shorter month.
function written(iso, months) {
  const [year, month, day] = iso.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const end = new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)) - 86_400_000);
  return `${end.getUTCDate()}/${end.getUTCMonth() + 1}/${end.getUTCFullYear()}`;
}

function start() {
  for (const field of document.querySelectorAll("input[data-paper]:not([data-watched])")) watchFile(field);
  for (const field of document.querySelectorAll("input[data-months]:not([data-proposing])")) watchEnd(field);
}

document.addEventListener("jalon:shown", start);
start();
