// The panel: the chosen place with all that is said of it, or the happenings of the day.

const panel = byId("panel");
const plural = new Intl.PluralRules(document.documentElement.lang.match(/^[a-z]{2,3}(-[a-z]+)*$/i) ? document.documentElement.lang : "en");
let panelShows = "";

/** Fills the panel; `choose` opens a place, or none. */
function showPanel(t, chosen, choose, setKnown) {
  // The words of a place change only where one of its events or its control does.
  const key = chosen === null ? `day ${periodOf(t)[1]} ${by}` : placeKey(places[chosen], chosen, t);
  if (key === panelShows) return;
  const samePlace = chosen !== null && panelShows.startsWith(`place ${chosen} `);
  const scroll = samePlace ? panel.scrollTop : 0;
  panelShows = key;
  panel.replaceChildren(...(chosen === null ? dayPanel(t, choose) : placePanel(places[chosen], t, choose, setKnown)));
  panel.scrollTop = scroll;
}

function placeKey(place, number, t) {
  return `place ${number} ${saidOf(place, t).join()} ${place.events.map((event) => phaseOf(events[event], t)).join()} ${dayOf(t)} ${by}`;
}

function placePanel(place, t, choose, setKnown) {
  const close = make("button", "quiet close", say.close);
  close.type = "button";
  close.setAttribute("aria-label", fill(say.close_place, { place: place.name }));
  close.addEventListener("click", () => choose(null));
  const head = make("header", "place-head", own("h2", "", place.name), make("p", "note", place.role), close);
  const [documents, reference] = saidOf(place, t);
  const rows = make("dl", "said");
  if (documents) rows.append(make("dt", "", say.documents), make("dd", "", documents));
  if (reference) rows.append(make("dt", "", say.reference), make("dd", "", reference));
  const told = place.events.filter((event) => stood(events[event]));
  const begun = told.filter((event) => phaseOf(events[event], t) !== "later");
  const later = told.filter((event) => phaseOf(events[event], t) === "later");
  const parts = [head, rows];
  if (place.listed) parts.push(ladder(place, t));
  parts.push(...sameMark(place, choose));
  const ofDocuments = (numbers) => numbers.filter((event) => !events[event].reference).length;
  const untold = ofDocuments(place.events) - ofDocuments(told);
  if (ofDocuments(place.events) === 0) {
    parts.push(make("p", "none", fill(say.silent, { place: place.name })));
  } else if (ofDocuments(told) === 0) {
    parts.push(make("p", "none", fill(say.not_yet, { place: place.name, by: known[by].short })));
  }
  if (untold > 0) {
    const hindsight = make("button", "plain-link", say.show_hindsight);
    hindsight.type = "button";
    hindsight.addEventListener("click", () => setKnown(HINDSIGHT));
    parts.push(make("p", "note untold", fill(say.reported_later[plural.select(untold)] ?? say.reported_later.other, { count: untold }), hindsight));
  }
  parts.push(...inOrder(begun, true).map((event) => eventCard(event, t)));
  if (later.length > 0) {
    parts.push(make("h3", "divider", say.later), ...inOrder(later).map((event) => eventCard(event, t)));
  }
  for (const note of [place.away, place.note, place.local]) if (note) parts.push(make("p", "note", note));
  return parts;
}

/** The other places whose happenings share the mark of one on the map that is seen, each leading to its own. */
function sameMark(place, choose) {
  const number = places.indexOf(place);
  const group = (seenSheet().shared ?? []).find((group) => group.includes(number)) ?? [];
  const others = group.filter((other) => other !== number && places[other].events.length > 0);
  if (others.length === 0) return [];
  const rows = others.map((other) => {
    const button = make("button", "row", own("span", "", places[other].name), make("span", "note", String(places[other].events.length)));
    button.type = "button";
    button.addEventListener("click", () => choose(other));
    return make("li", "", button);
  });
  return [make("h3", "divider", say.same_mark), make("ul", "rows", ...rows)];
}

/** Documents before the reference chronology, captures before what surrounds them, what is only planned or expected
 *  after both; the latest first where asked. */
function inOrder(numbers, latestFirst = false) {
  const rank = (number) => {
    const { reference, takes, unsure } = events[number];
    return (reference ? 3 : 0) + (unsure ? 2 : takes ? 0 : 1);
  };
  return [...numbers].sort((a, b) => rank(a) - rank(b) || (latestFirst ? b - a : a - b));
}

/** The control of a place through time as two bars over the axis. */
function ladder(place, t) {
  const bars = make("div", "ladder");
  bars.setAttribute("aria-hidden", "true");
  place.ladder.map(asKnown).forEach((rungs, basis) => {
    if (rungs.length === 0) return;
    const row = make("div", basis === 0 ? "rungs" : "rungs hollow");
    rungs.forEach(([from, look], i) => {
      const until = Math.min(i + 1 < rungs.length ? rungs[i + 1][0] : last, last);
      if (from >= until) return;
      const rung = make("i", look);
      rung.style.left = `${100 * shareOf(from)}%`;
      rung.style.width = `${100 * (shareOf(until) - shareOf(from))}%`;
      row.append(rung);
    });
    bars.append(make("span", "note", basis === 0 ? say.documents : say.reference), row);
  });
  const scale = make("div", "scale");
  for (const { from, until, short } of columnsFor(panel.clientWidth - 124, 24)) {
    const line = make("span", from < t && t <= until ? "today" : "", short);
    line.style.left = `${100 * shareOf((from + until) / 2)}%`;
    scale.append(line);
  }
  const cursor = make("b", "cursor");
  cursor.style.left = `${100 * shareOf(t)}%`;
  scale.append(cursor);
  bars.append(make("span"), scale);
  return bars;
}

/** What happened on the day, each leading to its place. */
function dayPanel(t, choose) {
  const [from, rest] = periodOf(t);
  const today = events.map((event, number) => number).filter((number) => {
    const until = stood(events[number])?.until;
    return until > from && until <= rest;
  });
  const rows = (numbers) => make("ul", "rows", ...numbers.map((number) => {
    const event = events[number];
    const button = make("button", "row", own("span", "", event.summary), make("span", "note", event.unsure ?? (event.reference ? "" : stood(event).standing)));
    button.type = "button";
    button.addEventListener("click", () => choose(event.place, number));
    return make("li", "", button);
  }));
  const documents = inOrder(today.filter((number) => !events[number].reference));
  const reference = inOrder(today.filter((number) => events[number].reference));
  const parts = [make("header", "place-head", make("h2", "", say.this_day), make("p", "note", dateOf(rest, "{day}")))];
  if (documents.length === 0) {
    parts.push(make("p", "none", by === HINDSIGHT ? say.nothing : fill(say.nothing_yet, { by: known[by].short })));
  } else {
    parts.push(rows(documents));
  }
  if (reference.length > 0) parts.push(make("h3", "divider", say.of_reference), rows(reference));
  parts.push(own("p", "about", given.about), make("p", "note hint", say.hint));
  return parts;
}

/** Brings one event of the open place into sight. */
function revealEvent(number) {
  panel.querySelector(`[data-event="${CSS.escape(events[number].id)}"]`)?.scrollIntoView({ block: "nearest" });
}
