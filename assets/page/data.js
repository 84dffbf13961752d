// What the page was given, and small helpers. Everything that is said, counted or drawn was worked out when the file
// was made; this script only chooses among it.

const given = JSON.parse(document.getElementById("data").textContent);
const { say, words, known, maps, places, events, works, bar } = given;
const DAY = 24 * 60;
const last = given.until;

/** The ends of months or years and what they are called, where time is told by those; else the clock rests at ends of days, or of hours. */
const { rests } = given;
const STEP = given.step ?? DAY;
const restAfter = (t) => (rests.length ? (rests.find(([at]) => at > t) ?? rests[rests.length - 1])[0] : (Math.floor(t / STEP) + 1) * STEP);
const restBefore = (t) => (rests.length ? (rests.findLast(([at]) => at < t)?.[0] ?? 0) : (Math.ceil(t / STEP) - 1) * STEP);
/** The end of what a minute lies in. */
const restOf = (t) => restAfter(t - 1);
/** Where the day, month or year of a minute begins and ends. */
const periodOf = (t) => (rests.length ? [restBefore(restOf(t)), restOf(t)] : [dayOf(t) * DAY, (dayOf(t) + 1) * DAY]);

/** Text alternatives: each was written as what it does not share with the one before. */
const prose = [];
for (const [start, end, middle] of given.prose) {
  const before = prose[prose.length - 1] ?? "";
  prose.push(before.slice(0, start) + middle + before.slice(before.length - end));
}

/** The number of steps, ascending by their first value, that have begun at `t`. */
function begun(steps, t) {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle][0] <= t) low = middle + 1; else high = middle;
  }
  return low;
}

/** The last of such steps that has begun at `t`. */
const current = (steps, t) => steps[begun(steps, t) - 1] ?? null;

/** A sentence with its slots filled. A name keeps its own direction among the words around it. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const apart = (text) => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text);
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (slot, name) => (name in values ? apart(String(values[name])) : slot));

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
  const [title, sum, nearest, text, sight] = given.states[(current(steps, t) ?? steps[0])[1]];
  return { title: words[title], sum: words[sum], nearest: words[nearest], text: prose[text], sight };
}

/** The number of the day a minute lies in; midnight is the end of the day before. */
const dayOf = (t) => Math.max(0, Math.floor((Math.min(t, last) - 1) / DAY));
const origin = Date.parse(`${given.first}T00:00Z`);

/** "Thursday 12 August 2021", of a day by its number. */
function nameOfDay(number) {
  const day = new Date(origin + number * DAY * 60000);
  const year = day.getUTCFullYear();
  return fill(year > 0 ? say.day : say.day_before_christ, {
    weekday: say.weekdays[day.getUTCDay()],
    day: day.getUTCDate(),
    month: say.months[day.getUTCMonth()],
    year: year > 0 ? year : 1 - year,
  });
}

/** "Thursday 12 August 2021 · end of day"; `rest` says how a day is called at its end. */
function dateOf(t, rest = say.rest) {
  const named = rests.find(([at]) => at === t);
  if (named) return fill(rest, { day: named[1] });
  const day = nameOfDay(dayOf(t));
  const minute = t - dayOf(t) * DAY;
  if (minute === DAY) return rests.length ? day : fill(rest, { day });
  const two = (n) => String(n).padStart(2, "0");
  return fill(say.at_minute, { day, time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}` });
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

/** The same of words that have a direction of their own. */
function own(tag, name, ...children) {
  const element = make(tag, name, ...children);
  element.dir = "auto";
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
  let before = "";
  const part = (word) => {
    const [, figure, rest] = /^(\d+(?:–\d+)?)([,;.]?)$/.exec(word) ?? [];
    const counts = figure !== undefined && !["of", "by"].includes(before);
    before = word;
    return counts ? [make("b", "", figure), rest] : [word];
  };
  // What a space holds together that does not break is one word.
  const joined = (word) => word.split("\u00a0").flatMap((each, i) => [i > 0 ? "\u00a0" : "", ...part(each)]);
  element.replaceChildren(...text.split(" ").flatMap((word, i) => [i > 0 ? " " : "", make("span", "word", ...joined(word))]));
}

/** A minute as a day or a time of a file: "2021-08-13", "2021-08-13T14:30"; and back. */
function written(t) {
  const minute = t - dayOf(t) * DAY;
  const [day, time] = new Date(origin + (minute === DAY ? dayOf(t) * DAY : t) * 60000).toISOString().split("T");
  return minute === DAY ? day : `${day}T${time.slice(0, 5)}`;
}

function read(text) {
  const [day, time] = text.split("T");
  const minutes = (Date.parse(`${day}T${time ?? "00:00"}Z`) - origin) / 60000;
  return time ? minutes : minutes + DAY;
}

const byId = (id) => document.getElementById(id);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
