// While a work goes on, its page is read again and shown in place; without this, a link reads it again.
const EVERY = 1500;
const place = document.getElementById("avancement");

async function follow() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.getElementById("avancement");
    if (!news) {
      location.reload();
      return;
    }
    place.replaceChildren(...news.childNodes);
  } catch {
    // The server does not answer for now: what is shown stays, and it is asked again.
  }
  setTimeout(follow, EVERY);
}

setTimeout(follow, EVERY);
