// Says under a day field which day was understood, as the server will (jalon/core/days.py); opens a calendar beside.

const MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
const SHORT = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const NEAR = { "avant hier": -2, hier: -1, "aujourd'hui": 0, aujourdhui: 0, auj: 0, demain: 1, "apres demain": 2 };
const AHEAD = 20; // years: « 37 » is of this century up to that many years from now

export const plain = (text) => text.toLowerCase().replaceAll("’", "'").normalize("NFD").replace(/\p{M}/gu, "")
  .replace(/(?<=[a-z])-(?=[a-z])/g, " ").split(/\s+/).filter(Boolean).join(" ");

const month_of = new Map();
for (const names of [MONTHS, SHORT]) names.forEach((name, index) => month_of.set(plain(name).replace(/\.$/, ""), index + 1));
for (const [name, number] of [...month_of]) if (name.slice(0, 3) !== "jui") month_of.set(name.slice(0, 3), number);

const NAMED = [...month_of.keys()].sort((one, other) => other.length - one.length).join("|");
const WORDS = new RegExp(`^(?:le )?(?:(${WEEKDAYS.join("|")}|lun|mar|mer|jeu|ven|sam|dim)\\.? )?(\\d{1,2})(?:er)? ?(${NAMED})\\.?(?: (\\d{4}|\\d{2}))?$`);
const WEEKDAY = new RegExp(`^(${WEEKDAYS.join("|")})(?: (dernier|prochain))?$`);
const NUMBERS = /^(?:le )?(\d{1,2}) ?[/.-] ?(\d{1,2})(?: ?[/.-] ?(\d{4}|\d{2}))?$/;
const LATER = /^(\+|-|dans|il y a) ?(\d{1,4}) ?(?:(j|jours?)|(s|sem|semaines?)|(m|mois)|(a|ans?))\.?$/;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;

// A day is a Date at midnight, universal time: no hour ever changes it.
const make = (year, month, day) => {
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? made : null;
};
const moved = (day, days) => new Date(day.getTime() + days * 86_400_000);
const weekday = (day) => (day.getUTCDay() + 6) % 7;
const modulo = (number, divisor) => ((number % divisor) + divisor) % divisor;

function later(day, months) {
  const index = day.getUTCFullYear() * 12 + day.getUTCMonth() + months;
  const [year, month] = [Math.floor(index / 12), modulo(index, 12) + 1];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return make(year, month, Math.min(day.getUTCDate(), last));
}

function ofYear(day, month, year, today, ahead) {
  if (year) {
    if (year.length === 4) return make(Number(year), month, day);
    const near = 2000 + Number(year);
    return make(near <= today.getUTCFullYear() + AHEAD ? near : near - 100, month, day);
  }
  const step = ahead ? 1 : -1;
  for (let tried = 0; tried < 9; tried += 1) {
    const found = make(today.getUTCFullYear() + tried * step, month, day);
    if (found && (found - today) * step >= 0) return found;
  }
  return null;
}

function read(said, today, ahead) {
  let match;
  if (Object.hasOwn(NEAR, said)) return moved(today, NEAR[said]);
  if ((match = ISO.exec(said))) return make(Number(match[1]), Number(match[2]), Number(match[3]));
  if ((match = NUMBERS.exec(said))) return ofYear(Number(match[1]), Number(match[2]), match[3], today, ahead);
  if ((match = WORDS.exec(said))) {
    const found = ofYear(Number(match[2]), month_of.get(match[3]), match[4], today, ahead);
    return found && (!match[1] || WEEKDAYS[weekday(found)].startsWith(match[1])) ? found : null;
  }
  if ((match = WEEKDAY.exec(said))) {
    const [wanted, apart] = [WEEKDAYS.indexOf(match[1]), match[2] ? 1 : 0];
    if (match[2] === "prochain" || (!match[2] && ahead)) return moved(today, modulo(wanted - weekday(today) - apart, 7) + apart);
    return moved(today, -(modulo(weekday(today) - wanted - apart, 7) + apart));
  }
  if ((match = LATER.exec(said))) {
    const number = Number(match[2]) * (match[1] === "-" || match[1] === "il y a" ? -1 : 1);
    if (match[3]) return moved(today, number);
    if (match[4]) return moved(today, 7 * number);
    return later(today, match[5] ? number : 12 * number);
  }
  return null;
}

// The day that was meant, as 2017-03-12; null when it cannot be read.
export function daySaid(text, today, ahead = false) {
  const found = read(plain(text), new Date(`${today}T00:00:00Z`), ahead);
  if (!found || found.getUTCFullYear() < 1900 || found.getUTCFullYear() > 2099) return null;
  return found.toISOString().slice(0, 10);
}

function told(iso, today, birth) {
  const [day, from] = [new Date(`${iso}T00:00:00Z`), new Date(`${today}T00:00:00Z`)];
  const number = day.getUTCDate();
  const words = `${WEEKDAYS[weekday(day)]} ${number === 1 ? "1er" : number}\u00a0${SHORT[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
  if (birth) return `${words}, ${age(day, from)}\u00a0ans`;
  return `${words}, ${distance(Math.round((day - from) / 86_400_000))}`;
}

function age(born, day) {
  const turned = day.getUTCMonth() * 31 + day.getUTCDate() >= born.getUTCMonth() * 31 + born.getUTCDate();
  return day.getUTCFullYear() - born.getUTCFullYear() - (turned ? 0 : 1);
}

function distance(days) {
  const near = { "-2": "avant-hier", "-1": "hier", 0: "aujourd’hui", 1: "demain", 2: "après-demain" }[days];
  if (near) return near;
  const count = Math.abs(days);
  const words = count >= 14 && count % 7 === 0 ? `${count / 7}\u00a0semaines` : `${count}\u00a0jours`;
  return days < 0 ? `il y a ${words}` : `dans ${words}`;
}

function watch(field) {
  const { day: today, ahead, birth } = field.dataset;
  const hint = document.getElementById(`${field.id}_said`);
  const picker = field.nextElementSibling;
  const how = hint.textContent;
  hint.setAttribute("aria-live", "polite");
  picker.hidden = false;

  function say() {
    const typed = field.value.trim();
    const found = typed && daySaid(typed, today, ahead !== undefined);
    hint.textContent = found ? told(found, today, birth !== undefined) : typed ? `Ce jour ne se lit pas. ${how}` : how;
    picker.value = found || "";
    return found;
  }

  // Once typed, « hier » becomes its date: a draft read again tomorrow still says the same day.
  function settle() {
    const found = say();
    if (!found) return;
    const [year, month, number] = found.split("-").map(Number);
    field.value = `${number}/${month}/${year}`;
  }

  field.addEventListener("input", say);
  field.addEventListener("change", settle);
  picker.addEventListener("change", () => {
    if (!picker.value) return;
    field.value = picker.value;
    settle();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  say();
}

export function watchDays(root) {
  for (const field of root.querySelectorAll("input[data-day]:not([data-watched])")) {
    field.dataset.watched = "";
    watch(field);
  }
}
