// The time bar: days as columns, captures as dots, everything else as lines, the distance as steps, one slider for each
// clock.

/** Rows for lines side by side. */
const ROWS = 4;
const units = bar.knots[bar.knots.length - 1][1];

/** The share of the axis at which a minute lies. */
function shareOf(t) {
  for (let i = 1; i < bar.knots.length; i += 1) {
    const [[a, from], [b, to]] = [bar.knots[i - 1], bar.knots[i]];
    if (t <= b) return (from + ((to - from) * Math.max(0, t - a)) / Math.max(1, b - a)) / units;
  }
  return 1;
}

/** The minute at a share of the axis. */
function minuteAt(share) {
  const unit = share * units;
  for (let i = 1; i < bar.knots.length; i += 1) {
    const [[a, from], [b, to]] = [bar.knots[i - 1], bar.knots[i]];
    if (unit <= to && to > from) return Math.round(a + ((b - a) * (unit - from)) / (to - from));
  }
  return last;
}

/** A minute, drawn to the end of a day where it is near one. */
function snapped(t) {
  const [before, after] = [restBefore(restOf(t)), restOf(t)];
  const rest = t - before < after - t ? before : after;
  const near = Math.abs(shareOf(rest) - shareOf(t)) * byId("bar").clientWidth < 7;
  return Math.min(last, Math.max(1, near && rest > 0 ? rest : t));
}

const placed = (element, from, until) => {
  element.style.left = `${100 * shareOf(from)}%`;
  element.style.width = `${100 * (shareOf(until) - shareOf(from))}%`;
  return element;
};

/** The stretches of the finest scale on which each is at least `least` px wide on an axis of `width` px. */
function columnsFor(width, least) {
  const [from, until] = bar.dense;
  const room = (lines) => (width * (shareOf(until) - shareOf(from))) / lines.length;
  const lines = bar.scales.find((scale) => room(scale) >= least) ?? bar.scales[bar.scales.length - 1] ?? [];
  return lines.map(([at, short, long], i) => ({ from: at, until: lines[i + 1]?.[0] ?? until, short, long }));
}

/** A stretch is at least so wide that what it is called has room, px. */
const NARROWEST = 24;
let columns = [];

/** Builds the bar once; `go` is called with a minute, `pick` with a happening that was clicked. */
function layBar(go, pick) {
  const box = byId("bar");
  const names = ["first-row", "second-row", "fights", "rest"];
  const rows = bar.rows.map((name, row) => name && make("span", names[row], name));
  const near = bar.near && own("span", "near", bar.near);
  byId("lanes").append(...[...rows, near].filter(Boolean));
  box.prepend(make("div", "columns"), make("div", "spans"), draw("svg", { class: "steps", viewBox: "0 0 1000 100", preserveAspectRatio: "none", "aria-hidden": "true" }));
  box.append(make("div", "reported-line"), make("div", "playhead"));
  box.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-event]");
    if (mark) pick(Number(mark.dataset.event));
  });
  byId("slider").addEventListener("input", (event) => go(snapped(minuteAt(event.target.value / 1000))));
}

/** Columns as the width of the bar has room for them. */
function layColumns() {
  const width = byId("bar").clientWidth;
  columns = columnsFor(width, NARROWEST);
  const [first, lastDense] = bar.dense;
  // Letters are some 6 px wide. All of a scale are called by the long or by the short form; one that is cut by an end of
  // the bar and has no room has no name.
  const room = ({ from, until }, text) => 6.2 * text.length + 4 <= width * (shareOf(until) - shareOf(from));
  const inside = columns.length > 2 ? columns.slice(1, -1) : columns;
  const form = inside.every((of) => room(of, of.long)) ? "long" : "short";
  const boxes = columns.map((of) => {
    const name = room(of, of[form]) ? of[form] : "";
    return placed(make("div", "column", make("div", "dots"), make("div", "dots second-dots"), make("div", "dots others"), make("span", "day", name)), of.from, of.until);
  });
  for (const [from, until] of [[0, first], [lastDense, last]]) {
    if (until > from) boxes.push(placed(make("div", "silence", make("span", "day", "…")), from, until));
  }
  document.querySelector(".columns").replaceChildren(...boxes);
}

/** The happenings of a row as they were known: item, first minute, last minute, whether doubtful. */
const happenings = (row) => bar.items.filter((item) => item.row === row && asKnown(item.at)).map((item) => [item, ...asKnown(item.at)]);

let filledBy = null;

/** Fills the bar with what had been reported. */
function fillBar() {
  const key = `${by} ${byId("bar").clientWidth}`;
  if (filledBy === key) return;
  filledBy = key;
  layColumns();
  const boxes = document.querySelectorAll(".column");
  [0, 1, 3].forEach((row, place) => {
    const inColumn = columns.map(() => []);
    for (const happening of happenings(row)) {
      const until = happening[2];
      const column = begun(columns.map(({ from }) => [from + 1]), until) - 1;
      if (column >= 0 && until <= columns[column].until) inColumn[column].push(happening);
    }
    inColumn.forEach((all, i) => boxes[i].children[place].replaceChildren(...dots(all, boxes[i], row)));
  });
  document.querySelector(".spans").replaceChildren(...spans());
  document.querySelector(".steps").replaceChildren(...steps());
}

/** As many dots as a column has room for, and how many more there are. */
function dots(all, box, row) {
  const size = row === 3 ? 8 : 12;
  const lines = row === 0 && bar.rows[1] ? 1 : 2;
  const across = Math.max(1, Math.floor((box.clientWidth - 4) / size));
  const room = across * lines;
  const few = all.length <= room ? all : all.slice(0, Math.max(1, room - 2));
  const marks = few.map(([item, , , doubtful]) => dot(item, doubtful));
  const more = all.length - few.length;
  return more > 0 && room > 2 ? [...marks, make("span", "more", fill(say.more, { count: more }))] : marks;
}

function dot(item, doubtful) {
  const other = item.row === 3 || item.side === null;
  const kind = ["dot", other ? "other" : `side${item.side}`, item.hollow && !other ? "hollow" : "", doubtful ? "doubtful" : "", item.focus ? "focus" : ""];
  const name = kind.filter(Boolean).join(" ");
  const shape = other ? undefined : given.sides[item.side - 2];
  const mark = shape ? draw("svg", { class: `${name} shape`, viewBox: "-7 -7 14 14" }, draw("path", { d: shape })) : make("i", name);
  return titled(mark, item);
}

/** Sieges and fighting as lines over their days, packed into rows. */
function spans() {
  const lines = [];
  const ends = [];
  const least = last / Math.max(1, byId("bar").clientWidth);
  const start = ([, from, until]) => Math.max(0, from ?? until - DAY);
  for (const fight of happenings(2).sort((a, b) => start(a) - start(b))) {
    const [item, from, until] = fight;
    if (until < 0 || start(fight) > last) continue;
    const row = ends.findIndex((end) => end <= start(fight));
    if (row < 0 && ends.length === ROWS) continue;
    const at = row < 0 ? ends.length : row;
    ends[at] = Math.min(last, Math.max(until, start(fight) + 3 * least));
    const line = placed(make("i", from === null ? "span soft" : "span"), start(fight), ends[at]);
    line.style.top = `${5 * at}px`;
    lines.push(titled(line, item));
  }
  return lines;
}

/** A mark that says on hover which happening it is. */
function titled(mark, item) {
  const event = events[item.event];
  const said = fill(say.happening, { summary: event.summary, when: stood(event).when });
  if (mark.namespaceURI.endsWith("svg")) mark.append(draw("title", {}, said)); else mark.title = said;
  mark.dataset.event = item.event;
  return mark;
}

/** The distance of the nearest held place to the focus, on a square-root scale. */
function steps() {
  // One scale, whatever had been reported.
  const all = bar.nearest.flat().flatMap(([, line]) => line.map(([, km]) => km ?? 0));
  const top = Math.max(1, ...all);
  return bar.nearest.map(asKnown).map((line, basis) => {
    let path = "";
    let open = false;
    line.forEach(([from, km], i) => {
      const until = Math.min(line[i + 1]?.[0] ?? last, last);
      if (km === null || from >= last) { open = false; return; }
      const y = 96 - 90 * Math.sqrt(km / top);
      path += `${open ? "V" : `M${1000 * shareOf(Math.max(0, from))} `}${y.toFixed(1)}H${(1000 * shareOf(until)).toFixed(1)}`;
      open = true;
    });
    return draw("path", { d: path, class: basis === 0 ? "documents" : "reference" });
  });
}

/** Where an instant of the reported clock lies on its strip, px; beyond the last day there is only hindsight. */
function knownX(number) {
  const { at } = known[number];
  return at === null ? document.querySelector(".beyond").offsetLeft : byId("bar").clientWidth * shareOf(at);
}

/** Builds the strip of the reported clock; `set` is called with the number of an instant. */
function layStrip(set) {
  const strip = byId("strip");
  const input = byId("known");
  input.max = String(HINDSIGHT);
  const ticks = known.slice(0, HINDSIGHT).map(({ at }) => {
    const tick = make("i", "tick");
    tick.style.left = `${100 * shareOf(at)}%`;
    return tick;
  });
  strip.prepend(make("i", "track"), ...ticks, make("i", "tick beyond"));
  strip.append(make("b", "handle"), make("span", "said-by"));
  const nearest = (event) => {
    const x = event.clientX - strip.getBoundingClientRect().left;
    const away = known.map((_, number) => Math.abs(knownX(number) - x));
    return away.indexOf(Math.min(...away));
  };
  strip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    strip.setPointerCapture(event.pointerId);
    input.focus({ focusVisible: false });
    set(nearest(event));
  });
  strip.addEventListener("pointermove", (event) => {
    if (strip.hasPointerCapture(event.pointerId) && nearest(event) !== by) set(nearest(event));
  });
  input.addEventListener("input", () => set(Number(input.value)));
  // The keys of a slider move this one, not the days.
  input.addEventListener("keydown", (event) => { if (event.key !== " " && event.key !== "Escape") event.stopPropagation(); });
}

/** Moves the handle of the reported clock and says where it stands. */
function showStrip() {
  const { at, short, long } = known[by];
  const input = byId("known");
  input.value = String(by);
  input.setAttribute("aria-valuetext", at === null ? say.voiced_hindsight : long);
  const x = knownX(by);
  document.querySelector(".handle").style.left = `${x}px`;
  const said = document.querySelector(".said-by");
  said.textContent = at === null ? say.handle_hindsight : fill(say.handle, { by: short });
  const left = x > byId("bar").clientWidth / 2;
  said.style.left = left ? "auto" : `${x + 12}px`;
  said.style.right = left ? `${byId("strip").clientWidth - x + 12}px` : "auto";
  const line = document.querySelector(".reported-line");
  line.hidden = at === null;
  line.style.left = `${x}px`;
}

/** Moves the playhead and says where it stands. */
function showBar(t) {
  fillBar();
  showStrip();
  const share = shareOf(t);
  const slider = byId("slider");
  slider.value = String(1000 * share);
  slider.setAttribute("aria-valuetext", dateOf(t));
  document.querySelector(".playhead").style.left = `${100 * share}%`;
  document.querySelectorAll(".column").forEach((column, i) => column.classList.toggle("today", columns[i].from < t && t <= columns[i].until));
}
