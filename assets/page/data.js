// What the page was given, and small helpers. Everything that is said, counted or drawn was worked out when the file
// was made; this script only chooses among it.

const given = JSON.parse(document.getElementById("data").textContent);
const { words, days, known, maps, places, events, works, bar } = given;
const DAY = 24 * 60;
const last = days.length * DAY;

/** The last of steps that begin with their minute (or have it as `from`) and have begun at `t`. */
function current(steps, t, from = (step) => step[0]) {
  let found = null;
  for (const step of steps) {
    if (from(step) > t) break;
    found = step;
  }
  return found;
}

/** The instant of the reported clock, by its number; the last is hindsight. */
let by = given.opens;
const HINDSIGHT = known.length - 1;

/** The value at an instant of the reported clock, of steps that begin with its number. */
const asKnown = (steps) => current(steps, by)[1];

/** The number of the last instant by which no more had been reported than at a minute. */
function knownAt(t) {
  const later = known.findIndex(({ at }) => at === null || at > t);
  return Math.max(0, later - 1);
}

/** The state at a minute: its words, and the number of what is seen. */
function stateAt(t) {
  const steps = known[by].states;
  const row = given.states[(current(steps, t) ?? steps[0])[1]];
  const [title, sum, nearest, text] = row.map((number) => words[number]);
  return { title, sum, nearest, text, sight: row[4] };
}

/** The number of the day a minute lies in; midnight is the end of the day before. */
const dayOf = (t) => Math.min(days.length - 1, Math.max(0, Math.floor((t - 1) / DAY)));

/** "Thursday 12 August 2021 · end of day"; `rest` is what is added at the end of a day. */
function dateOf(t, rest = " · end of day") {
  const minute = t - dayOf(t) * DAY;
  if (minute === DAY) return days[dayOf(t)] + rest;
  const two = (n) => String(n).padStart(2, "0");
  return `${days[dayOf(t)]}, ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** What is said of a place at a minute: documents, reference. */
function saidOf(place, t) {
  const step = current(asKnown(place.said), t);
  return step ? [words[step[1]], words[step[2]]] : ["", ""];
}

/** How an event stands by what had been reported; nothing where nobody had reported it. */
const stood = (event) => asKnown(event.at);

/** How an event stands at a minute: "later", "possible", "definite" or "over". */
function phaseOf(event, t) {
  const begun = (minute) => minute !== null && minute <= t;
  const [possible, definite, over] = stood(event)?.phases ?? [null, null, null];
  if (begun(over)) return "over";
  if (begun(definite)) return "definite";
  return begun(possible) ? "possible" : "later";
}

/** An element with a class and children; strings become text, never markup. */
function make(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** The same in SVG, with attributes. */
function draw(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Words into an element, none of them broken at a hyphen, and figures that count something set bold. */
function setWords(element, text) {
  const parts = text.split(" ").flatMap((word, i, all) => {
    const counts = /^\d+(–\d+)?[,;.]?$/.test(word) && !["of", "by"].includes(all[i - 1]);
    return [i > 0 ? " " : "", make(counts ? "b" : "span", "word", word)];
  });
  element.replaceChildren(...parts);
}

/** A minute as a day or a time of a file: "2021-08-13", "2021-08-13T14:30"; and back. */
function written(t) {
  const minute = t - dayOf(t) * DAY;
  const civil = new Date(Date.parse(`${given.first}T00:00Z`) + (minute === DAY ? dayOf(t) * DAY : t) * 60000).toISOString();
  return civil.slice(0, minute === DAY ? 10 : 16);
}

function read(text) {
  const minutes = (Date.parse(`${text.slice(0, 10)}T${text.slice(11) || "00:00"}Z`) - Date.parse(`${given.first}T00:00Z`)) / 60000;
  return text.length > 10 ? minutes : minutes + DAY;
}

const byId = (id) => document.getElementById(id);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
