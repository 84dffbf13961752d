// The map: moves the pieces of the current state into place, and lays a button over every place.

const pieces = new Map();
for (const piece of document.querySelectorAll("[data-n]")) pieces.set(Number(piece.dataset.n), piece);
const pool = document.getElementById("pieces");

const sheets = maps.map((map, number) => {
  const svg = document.querySelector(`svg.${map.name}`);
  const group = (name) => svg.querySelector(`g.${name}`);
  const symbols = new Map(map.symbols);
  // Places that carry a symbol, each counted.
  const drawn = [...svg.querySelectorAll("[data-n]")].map((piece) => Number(piece.dataset.n));
  return { ...map, number, svg, groups: { tints: group("tints"), marks: group("marks"), over: group("over") }, places: group("places"), symbols,
    sight: given.stands, shown: new Map(drawn.filter((piece) => symbols.has(piece)).map((piece) => [symbols.get(piece), 1])), buttons: [] };
});

/** The pieces in which two sights differ. */
function turnedBetween(sheet, a, b) {
  const turned = new Set();
  for (let sight = Math.min(a, b) + 1; sight <= Math.max(a, b); sight += 1) {
    for (const piece of sheet.turned[sight]) if (!turned.delete(piece)) turned.add(piece);
  }
  return turned;
}

/** Puts a piece into its group, above those with lower numbers; or takes it out. */
function turn(sheet, number) {
  const piece = pieces.get(number);
  const group = sheet.groups[piece.dataset.in];
  const shows = piece.parentNode !== group;
  if (shows) {
    const { children } = group;
    let [low, high] = [0, children.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Number(children[middle].dataset.n) < number) low = middle + 1; else high = middle;
    }
    group.insertBefore(piece, children[low] ?? null);
  } else {
    pool.append(piece);
  }
  const place = sheet.symbols.get(number);
  if (place === undefined) return;
  // A place whose symbol becomes another loses the one and gets the other, in whichever order.
  const count = (sheet.shown.get(place) ?? 0) + (shows ? 1 : -1);
  if (count === 0) sheet.shown.delete(place); else sheet.shown.set(place, count);
}

/** Buttons for all places that can stand on a map, in the order of the list. */
function layButtons(sheet, choose) {
  sheet.buttons = places.map((place, number) => {
    const at = place.at[sheet.number];
    if (!at) return null;
    const [x, y] = at;
    const button = draw("g", { class: "place", role: "button", tabindex: "0", transform: `translate(${x} ${y})` },
      draw("circle", { class: "ring", r: 12 }), draw("circle", { class: "touch", r: 11 }));
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      choose(number);
    });
    // Assistive technology clicks without a pointer.
    button.addEventListener("click", (event) => { if (event.detail === 0) choose(number); });
    sheet.places.append(button);
    return button;
  });
  sheet.svg.addEventListener("click", (event) => {
    if (event.detail === 0) return;
    const place = placeAt(sheet, event);
    const course = place === null ? courseAt(sheet, event) : null;
    if (course === null) choose(place); else choose(events[course].place, course);
  });
}

/** The nearest drawn place under a finger, or none. */
function placeAt(sheet, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.svg.getScreenCTM().inverse());
  const unit = sheet.size[0] / sheet.svg.getBoundingClientRect().width;
  const reach = Math.max(14, 22 * unit);
  let nearest = null;
  let distance = reach;
  for (const number of sheet.shown.keys()) {
    // A place may stand a second time in the inset.
    for (const at of [places[number].at[sheet.number], places[number].again[sheet.number]]) {
      const away = at ? Math.hypot(at[0] - point.x, at[1] - point.y) : Infinity;
      if (away < distance) [nearest, distance] = [number, away];
    }
  }
  return nearest;
}

/** The topmost line or outline of an event under a finger, by the number of the event, or none. */
function courseAt(sheet, event) {
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.svg.getScreenCTM().inverse());
  const around = [[0, 0], [3, 0], [-3, 0], [0, 3], [0, -3]].map(([dx, dy]) => new DOMPoint(x + dx, y + dy));
  const drawn = [...sheet.groups.marks.querySelectorAll("[data-event]")].reverse();
  const under = drawn.find((piece) => [...piece.querySelectorAll("path")].some((path) => {
    const filled = path.getAttribute("fill") !== "none" && path.isPointInFill(around[0]);
    return filled || around.some((point) => path.isPointInStroke(point));
  }));
  const number = under ? events.findIndex(({ id }) => id === under.dataset.event) : -1;
  return number < 0 ? null : number;
}

/** Shows a state in the size that is seen; the others follow when they are seen. */
function showMap(sheet, state, t, chosen) {
  for (const piece of turnedBetween(sheet, sheet.sight, state.sight)) turn(sheet, piece);
  sheet.sight = state.sight;
  sheet.buttons.forEach((button, place) => {
    if (!button) return;
    button.classList.toggle("gone", !sheet.shown.has(place));
    button.setAttribute("aria-label", nameOf(places[place], t));
    button.setAttribute("aria-pressed", String(place === chosen));
  });
}

/** "Herat, provincial capital. Documents: Taliban (reported, 1 voice), since 12 August. …" */
function nameOf(place, t) {
  const [documents, reference] = saidOf(place, t);
  const said = [documents && fill(say.by_documents, { said: documents }), reference && fill(say.by_reference, { said: reference })];
  return [fill(say.place, { place: place.name, role: place.role }), ...said].filter(Boolean).join(" ");
}

/** The size that is seen at the moment. */
const seenSheet = () => sheets.find((sheet) => sheet.svg.getBoundingClientRect().width > 0) ?? sheets[0];

const legend = [];
for (const sign of byId("legend").children) legend[Number(sign.dataset.sign)] = sign;

/** Only the signs that the seen map draws, the most important first. */
function showLegend(sheet) {
  const signs = given.legends[sheet.legend[sheet.sight]];
  for (const sign of legend) sign.hidden = true;
  for (const number of signs) legend[number].hidden = false;
  byId("legend").append(...signs.map((number) => legend[number]));
}
