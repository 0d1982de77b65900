// Forms that record: sent without leaving the page, so that an expired session or a cut network loses nothing.
// Without this script, the browser sends them, and the server reads days and keeps what was typed all the same.
import { watchDays } from "./day.js";
import { forget, release, watchDrafts } from "./draft.js";

const PATIENCE = 60_000; // milliseconds without an answer
const sending = new WeakSet();

function say(form, words, link) {
  const place = form.querySelector("[data-record-said]");
  place.textContent = words;
  place.classList.toggle("flag", Boolean(words));
  if (!link) return;
  const door = document.createElement("a");
  door.href = link.href;
  door.target = "_blank";
  door.textContent = link.words;
  place.append(" ", door, ".");
}

async function ask(form, submitter) {
  return fetch(form.action, {
    method: "POST",
    body: new FormData(form, submitter),
    headers: { "X-Requested-With": "fetch" },
    signal: AbortSignal.timeout(PATIENCE),
  });
}

// The token of a page opened before one signed in again is renewed once, without a word.
async function send(form, submitter) {
  let answer = await ask(form, submitter);
  if (isJson(answer) && answer.status === 403) {
    const told = await answer.json();
    if (told.signed_out) return { signed_out: told.signed_out };
    form.elements.csrfmiddlewaretoken.value = told.token;
    answer = await ask(form, submitter);
    if (isJson(answer) && answer.status === 403) return await answer.json();
  }
  if (isJson(answer)) return await answer.json();
  if (answer.redirected) return { url: answer.url };
  return { status: answer.status, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

const isJson = (answer) => (answer.headers.get("content-type") || "").startsWith("application/json");

async function record(form, submitter) {
  if (sending.has(form)) return;
  sending.add(form);
  say(form, "");
  form.setAttribute("aria-busy", "true");
  try {
    tell(form, await send(form, submitter));
  } catch {
    say(form, "Le réseau ne répond pas : rien n’est encore enregistré. Votre saisie reste ici ; réessayez dans un moment, rien ne sera fait deux fois.");
  } finally {
    form.removeAttribute("aria-busy");
    sending.delete(form);
  }
}

function tell(form, told) {
  if (told.url) {
    forget(form);
    location.assign(told.url);
  } else if (told.signed_out) {
    say(form, "Vous étiez déconnecté : rien n’est encore enregistré, votre saisie reste ici.", { href: told.signed_out, words: "Reconnectez-vous dans un nouvel onglet, puis enregistrez de nouveau" });
  } else if (told.status === 200 || told.status === 422) {
    show(form, told.page);
  } else {
    say(form, told.status >= 500 || !told.page ? "Jalon n’a pas pu enregistrer. Votre saisie reste ici ; réessayez dans un moment." : words(told.page));
  }
}

const words = (page) => [...page.querySelectorAll("main h1, main p")].map((each) => each.textContent.trim()).join(" ");

// The form comes back with its faults, in place.
function show(form, page) {
  release(form);
  document.title = page.title;
  const main = document.querySelector("main");
  main.replaceChildren(...page.querySelector("main").childNodes);
  start();
  document.dispatchEvent(new CustomEvent("jalon:shown"));
  const fault = main.querySelector("[aria-invalid=true]") || main.querySelector(".notice.bad");
  if (fault && !fault.matches("input, select, textarea")) fault.tabIndex = -1;
  fault?.focus();
}

function start() {
  watchDays(document);
  watchDrafts(document);
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-record]")) return;
  event.preventDefault();
  record(event.target, event.submitter);
});

// Ctrl + Entrée records from any field.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-record]");
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(".btn-primary"));
});

start();
