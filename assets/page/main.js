// The page as a whole: one instant, perhaps one chosen place, and whatever changes them.

const root = document.documentElement;
const framed = window.self !== window.top || new URLSearchParams(location.search).has("embed");
let now = given.start;
let chosen = given.open;
let playing = null;
let spoken = null;
/** Longer stretches are played from happening to happening, in days, or in hours where time is told by those. */
const DAILY = 120;
/** Whether only what had been reported by the instant shown counts. */
let following = false;

root.classList.remove("plain");
root.classList.toggle("embed", framed);

/** The ends of days at which what is shown changes, for stepping from happening to happening. */
function stops() {
  const turns = following ? [...known[HINDSIGHT].states.map(([from]) => from), ...known.map(({ at }) => at ?? last)] : known[by].states.map(([from]) => from);
  const days = turns.map(restOf).filter((t) => t > 0 && t <= last);
  return [...new Set(days)].sort((a, b) => a - b);
}

function show() {
  if (following) by = knownAt(now);
  const state = stateAt(now);
  const { title, sum, nearest, text } = state;
  byId("date").textContent = dateOf(now);
  setWords(byId("title"), title);
  setWords(byId("sum"), sum);
  byId("nearest").textContent = nearest;
  byId("when").textContent = dateOf(now, "{day}");
  byId("twin").textContent = fill(say.alternative, { date: dateOf(now), title, sum, text });
  byId("seen").textContent = by === HINDSIGHT ? say.hindsight : fill(say.known_by, { by: known[by].short });
  byId("then").checked = following;
  const sheet = seenSheet();
  showMap(sheet, state, now, chosen);
  showLegend(sheet);
  showBar(now);
  showPanel(now, chosen, choose, setKnown);
  showTable();
  speak(fill(say.instant, { date: dateOf(now), title, sum }));
}

function showTable() {
  for (const row of byId("table").rows) {
    const place = placeOfRow(row);
    saidOf(place, now).forEach((said, i) => { if (row.cells[i + 1]) row.cells[i + 1].textContent = said; });
  }
}

const placeOfRow = (row) => places.find(({ id }) => id === row.dataset.place);

/** Tells a screen reader, once things have come to rest. */
function speak(text) {
  clearTimeout(spoken);
  spoken = setTimeout(() => { byId("live").textContent = text; }, 400);
}

function go(t) {
  now = Math.min(last, Math.max(1, t));
  show();
  remember();
}

/** Counts only what had been reported by an instant, or with hindsight all. */
function setKnown(number) {
  following = false;
  by = number;
  show();
  remember();
}

function follow(on) {
  following = on;
  if (!on) by = HINDSIGHT;
  show();
  remember();
}

function choose(place, event) {
  chosen = place;
  show();
  remember();
  if (place === null) return;
  if (event !== undefined) revealEvent(event);
  // On a small screen the panel lies below the map: bring its head into sight.
  if (panel.getBoundingClientRect().top > innerHeight - 120) panel.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "nearest" });
}

/** One day on or back, or what else time is told in. */
const step = (forth) => go(Math.max(restAfter(0), forth > 0 ? restAfter(now) : restBefore(now)));

function stepHappening(forth) {
  const further = forth > 0 ? stops().find((stop) => stop > now) : stops().findLast((stop) => stop < now);
  if (further !== undefined) go(further);
}

function play(on) {
  clearInterval(playing);
  playing = null;
  if (on) {
    if (now >= last) go(restAfter(bar.dense[0]));
    playing = setInterval(() => {
      // Silence is passed over: the next day of a short dense stretch, else the next happening.
      const next = restAfter(now);
      const dense = bar.dense[0] < next && next <= bar.dense[1] && bar.dense[1] - bar.dense[0] <= DAILY * STEP;
      const stop = dense ? next : stops().find((t) => t > now);
      if (stop === undefined || stop > last) { play(false); return; }
      go(stop);
    }, 1000 / Number(byId("speed").value));
  }
  byId("play").setAttribute("aria-label", on ? say.pause : say.play);
  byId("play").classList.toggle("on", on);
}

const KEYS = {
  ArrowLeft: (shift) => (shift ? stepHappening(-1) : step(-1)),
  ArrowRight: (shift) => (shift ? stepHappening(1) : step(1)),
  Home: () => go(restAfter(0)),
  End: () => go(last),
  " ": () => play(playing === null),
  Escape: () => choose(null),
};

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("select, textarea, input:not([type=range], [type=checkbox])");
  const pressed = event.key === " " && event.target.closest("button, summary, a, [type=checkbox], [role=button]");
  if (field || pressed || event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key](event.shiftKey);
});

// A link to an instant, what was known and a place: #at=2021-08-13&known=2021-08-14&place=herat
function remember() {
  const parts = [`at=${written(now)}`];
  if (following) parts.push("known=then");
  else if (by !== given.opens) parts.push(`known=${by === HINDSIGHT ? "hindsight" : written(known[by].at)}`);
  if (chosen !== null) parts.push(`place=${encodeURIComponent(places[chosen].id)}`);
  try { history.replaceState(null, "", `#${parts.join("&")}`); } catch { /* some frames have no history */ }
}

function recall() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const t = read(asked.get("at") ?? "");
  if (Number.isFinite(t)) now = Math.min(last, Math.max(1, Math.round(t)));
  const reported = asked.get("known");
  following = reported === "then";
  if (reported === "hindsight") by = HINDSIGHT;
  else if (Number.isFinite(read(reported ?? ""))) by = knownAt(read(reported));
  const place = places.findIndex(({ id }) => id === asked.get("place"));
  if (place >= 0) chosen = place;
}

function layTheme() {
  const button = byId("theme");
  const dark = () => getComputedStyle(root).getPropertyValue("--dark").trim() === "1";
  const say = () => button.setAttribute("aria-pressed", String(dark()));
  button.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; say(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", say);
  say();
}

function layTable() {
  for (const row of byId("table").rows) {
    const place = places.indexOf(placeOfRow(row));
    const button = make("button", "link", row.cells[0].textContent);
    button.type = "button";
    button.addEventListener("click", () => choose(place));
    row.cells[0].replaceChildren(button);
  }
}

recall();
for (const sheet of sheets) layButtons(sheet, choose);
layBar((t) => { play(false); go(t); }, (event) => {
  play(false);
  now = Math.min(last, Math.max(1, restOf(stood(events[event]).until)));
  choose(events[event].place, event);
});
layStrip((number) => { play(false); setKnown(number); });
layTheme();
layTable();
byId("first").addEventListener("click", () => go(restAfter(0)));
byId("last").addEventListener("click", () => go(last));
byId("back").addEventListener("click", () => step(-1));
byId("forth").addEventListener("click", () => step(1));
byId("play").addEventListener("click", () => play(playing === null));
byId("then").addEventListener("change", () => follow(byId("then").checked));
byId("speed").addEventListener("change", () => { if (playing !== null) play(true); });
byId("larger").addEventListener("click", () => {
  const large = root.classList.toggle("larger");
  byId("larger").setAttribute("aria-pressed", String(large));
  show();
});
if (framed) {
  const whole = make("a", "", say.whole_page);
  whole.href = location.pathname;
  whole.target = "_blank";
  document.querySelector(".credit").prepend(whole, " · ");
}
if (location.protocol.startsWith("http")) {
  byId("snippet").value = byId("snippet").value.replace("PAGE.html?embed", `${location.origin}${location.pathname}?embed`);
}
// Paper takes the large map, whichever is on the screen.
addEventListener("beforeprint", () => { showMap(sheets[0], stateAt(now), now, chosen); showLegend(sheets[0]); });
addEventListener("afterprint", show);
new ResizeObserver(() => show()).observe(byId("maps"));
show();
