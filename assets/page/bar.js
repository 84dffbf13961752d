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
  const rest = Math.round(t / DAY) * DAY;
  const near = Math.abs(shareOf(rest) - shareOf(t)) * byId("bar").clientWidth < 7;
  return Math.min(last, Math.max(1, near && rest > 0 ? rest : t));
}

const placed = (element, from, until) => {
  element.style.left = `${100 * shareOf(from)}%`;
  element.style.width = `${100 * (shareOf(until) - shareOf(from))}%`;
  return element;
};

/** Builds the bar once; `go` is called with a minute, `pick` with a happening that was clicked. */
function layBar(go, pick) {
  const box = byId("bar");
  const columns = make("div", "columns");
  for (const [from, weekday, number] of bar.days) {
    const column = make("div", "column",
      make("div", "dots"), make("div", "dots by-reference"), make("div", "dots others"),
      make("span", "day", make("span", "weekday", weekday), ` ${number}`));
    columns.append(placed(column, from, from + DAY));
  }
  const [first, lastDense] = [bar.days[0]?.[0] ?? 0, (bar.days[bar.days.length - 1]?.[0] ?? 0) + DAY];
  for (const [from, until] of [[0, first], [lastDense, last]]) {
    if (until > from) columns.append(placed(make("div", "silence", make("span", "day", "…")), from, until));
  }
  const named = { captures: "Captures", references: "by reference", fights: "Sieges, fighting", rest: "Other reports", near: `Nearest to ${bar.focus}` };
  const shown = Object.entries(named).filter(([lane]) => lane !== "references" || bar.items.some((item) => item.lane === 1));
  byId("lanes").append(...shown.map(([lane, name]) => make("span", lane, name)));
  box.prepend(columns, make("div", "spans"), draw("svg", { class: "steps", viewBox: "0 0 1000 100", preserveAspectRatio: "none", "aria-hidden": "true" }));
  box.append(make("div", "reported-line"), make("div", "playhead"));
  box.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-event]");
    if (mark) pick(Number(mark.dataset.event));
  });
  byId("slider").addEventListener("input", (event) => go(snapped(minuteAt(event.target.value / 1000))));
}

/** The happenings of a lane as they were known: item, first minute, last minute, whether doubtful. */
const happenings = (lane) => bar.items.filter((item) => item.lane === lane && asKnown(item.at)).map((item) => [item, ...asKnown(item.at)]);

let filledBy = null;

/** Fills the bar with what had been reported. */
function fillBar() {
  if (filledBy === by) return;
  filledBy = by;
  const columns = document.querySelectorAll(".column");
  [0, 1, 3].forEach((lane, row) => {
    const all = happenings(lane);
    columns.forEach((column, i) => {
      const from = bar.days[i][0];
      const today = all.filter(([, , until]) => until > from && until <= from + DAY);
      column.children[row].replaceChildren(...today.map(([item, , , doubtful]) => dot(item, doubtful)));
    });
  });
  document.querySelector(".spans").replaceChildren(...spans());
  document.querySelector(".steps").replaceChildren(...steps());
}

function dot(item, doubtful) {
  const kind = ["dot", item.lane === 3 ? "other" : item.side === 0 ? "first" : "second", item.lane === 1 ? "hollow" : "", doubtful ? "doubtful" : "", item.focus ? "focus" : ""];
  const mark = make("i", kind.filter(Boolean).join(" "));
  return titled(mark, item);
}

/** Sieges and fighting as lines over their days, packed into rows. */
function spans() {
  const lines = [];
  const ends = [];
  const start = ([, from, until]) => Math.max(0, from ?? until - DAY);
  for (const fight of happenings(2).sort((a, b) => start(a) - start(b))) {
    const [item, from, until] = fight;
    const row = ends.findIndex((end) => end <= start(fight));
    if (row < 0 && ends.length === ROWS) continue;
    const at = row < 0 ? ends.length : row;
    ends[at] = Math.min(last, until);
    const line = placed(make("i", from === null ? "span soft" : "span"), start(fight), ends[at]);
    line.style.top = `${5 * at}px`;
    lines.push(titled(line, item));
  }
  return lines;
}

/** A mark that says on hover which happening it is. */
function titled(mark, item) {
  const event = events[item.event];
  const { when } = stood(event);
  mark.title = `${event.summary} ${when.slice(0, 1).toUpperCase()}${when.slice(1)}`;
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
  input.setAttribute("aria-valuetext", at === null ? "hindsight: all that was ever reported counts" : long);
  const x = knownX(by);
  document.querySelector(".handle").style.left = `${x}px`;
  const said = document.querySelector(".said-by");
  said.textContent = at === null ? "known with hindsight" : `known by ${short}`;
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
  const today = dayOf(t) * DAY;
  document.querySelectorAll(".column").forEach((column, i) => column.classList.toggle("today", bar.days[i][0] === today));
}
