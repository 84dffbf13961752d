// The map: moves the pieces of the current state into place, and lays a button over every place.

const pieces = new Map();
for (const piece of document.querySelectorAll("[data-n]")) pieces.set(Number(piece.dataset.n), piece);

// The same piece may belong to several sizes of the map only by chance; a copy then stands in for it.
const owners = new Map();

function pieceFor(number, owner) {
  const known = owners.get(number);
  if (known === undefined || known === owner) {
    owners.set(number, owner);
    return pieces.get(number);
  }
  const key = `${number}/${owner}`;
  if (!pieces.has(key)) pieces.set(key, pieces.get(number).cloneNode(true));
  return pieces.get(key);
}

const sheets = maps.map((map, number) => {
  const svg = document.querySelector(`svg.${map.name}`);
  const group = (name) => svg.querySelector(`g.${name}`);
  return { ...map, number, svg, tints: group("tints"), marks: group("marks"), over: group("over"), places: group("places"), scene: null, buttons: [] };
});

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
    if (event.detail !== 0) choose(placeAt(sheet, event));
  });
}

/** The nearest drawn place under a finger, or none. */
function placeAt(sheet, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.svg.getScreenCTM().inverse());
  const unit = sheet.size[0] / sheet.svg.getBoundingClientRect().width;
  const reach = Math.max(14, 22 * unit);
  let nearest = null;
  let distance = reach;
  for (const number of sheet.shown[sheet.scene]) {
    // A place may stand a second time in the inset.
    for (const at of [places[number].at[sheet.number], places[number].again[sheet.number]]) {
      const away = at ? Math.hypot(at[0] - point.x, at[1] - point.y) : Infinity;
      if (away < distance) [nearest, distance] = [number, away];
    }
  }
  return nearest;
}

/** Shows a state in the size that is seen; the others follow when they are seen. */
function showMap(sheet, state, t, chosen) {
  const number = given.sights[state.sight][sheet.number];
  if (number !== sheet.scene) {
    const scene = sheet.scenes[number];
    for (const group of ["tints", "marks", "over"]) {
      sheet[group].replaceChildren(...scene[group].map((piece) => pieceFor(piece, sheet.number)));
    }
    sheet.scene = number;
    const shown = new Set(sheet.shown[number]);
    sheet.buttons.forEach((button, place) => button?.classList.toggle("gone", !shown.has(place)));
  }
  sheet.buttons.forEach((button, place) => {
    if (!button) return;
    button.setAttribute("aria-label", nameOf(places[place], t));
    button.setAttribute("aria-pressed", String(place === chosen));
  });
}

/** "Herat, provincial capital. Documents: Taliban (reported, 1 voice), since 12 August. …" */
function nameOf(place, t) {
  const [documents, reference] = saidOf(place, t);
  const said = [documents && `Documents: ${documents}.`, reference && `Reference chronology: ${reference}.`];
  return [`${place.name}, ${place.role}.`, ...said].filter(Boolean).join(" ");
}

/** The size that is seen at the moment. */
const seenSheet = () => sheets.find((sheet) => sheet.svg.getBoundingClientRect().width > 0) ?? sheets[0];

const legend = [];
for (const sign of byId("legend").children) legend[Number(sign.dataset.sign)] = sign;

/** Only the signs that the seen map draws, the most important first. */
function showLegend(sheet) {
  const { signs } = sheet.scenes[sheet.scene];
  for (const sign of legend) sign.hidden = true;
  for (const number of signs) legend[number].hidden = false;
  byId("legend").append(...signs.map((number) => legend[number]));
}
