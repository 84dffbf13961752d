// The time bar: days as columns, captures as dots, everything else as lines, the distance as steps, one slider.

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
    const dots = (lane) => bar.items.filter((item) => item.lane === lane && item.until > from && item.until <= from + DAY).map(dot);
    const column = make("div", "column",
      make("div", "dots", ...dots(0)), make("div", "dots by-reference", ...dots(1)), make("div", "dots others", ...dots(3)),
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
  box.prepend(columns, spans(), steps());
  box.append(make("div", "playhead"));
  box.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-event]");
    if (mark) pick(Number(mark.dataset.event));
  });
  byId("slider").addEventListener("input", (event) => go(snapped(minuteAt(event.target.value / 1000))));
}

function dot(item) {
  const kind = ["dot", item.lane === 3 ? "other" : item.side === 0 ? "first" : "second", item.lane === 1 ? "hollow" : "", item.doubtful ? "doubtful" : "", item.focus ? "focus" : ""];
  const mark = make("i", kind.filter(Boolean).join(" "));
  return titled(mark, item);
}

/** Sieges and fighting as lines over their days, packed into rows. */
function spans() {
  const box = make("div", "spans");
  const ends = [];
  const start = (item) => Math.max(0, item.from ?? item.until - DAY);
  const fights = bar.items.filter((item) => item.lane === 2).sort((a, b) => start(a) - start(b));
  for (const item of fights) {
    const row = ends.findIndex((end) => end <= start(item));
    if (row < 0 && ends.length === ROWS) continue;
    const at = row < 0 ? ends.length : row;
    ends[at] = Math.min(last, item.until);
    const line = placed(make("i", item.from === null ? "span soft" : "span"), start(item), ends[at]);
    line.style.top = `${5 * at}px`;
    box.append(titled(line, item));
  }
  return box;
}

/** A mark that says on hover which happening it is. */
function titled(mark, item) {
  const event = events[item.event];
  mark.title = `${event.summary} ${event.when.slice(0, 1).toUpperCase()}${event.when.slice(1)}`;
  mark.dataset.event = item.event;
  return mark;
}

/** The distance of the nearest held place to the focus, on a square-root scale. */
function steps() {
  const svg = draw("svg", { class: "steps", viewBox: "0 0 1000 100", preserveAspectRatio: "none", "aria-hidden": "true" });
  const all = bar.nearest.flat().map(([, km]) => km ?? 0);
  const top = Math.max(1, ...all);
  bar.nearest.forEach((line, basis) => {
    let path = "";
    let open = false;
    line.forEach(([from, km], i) => {
      const until = Math.min(line[i + 1]?.[0] ?? last, last);
      if (km === null || from >= last) { open = false; return; }
      const y = 96 - 90 * Math.sqrt(km / top);
      path += `${open ? "V" : `M${1000 * shareOf(Math.max(0, from))} `}${y.toFixed(1)}H${(1000 * shareOf(until)).toFixed(1)}`;
      open = true;
    });
    svg.append(draw("path", { d: path, class: basis === 0 ? "documents" : "reference" }));
  });
  return svg;
}

/** Moves the playhead and says where it stands. */
function showBar(t) {
  const share = shareOf(t);
  const slider = byId("slider");
  slider.value = String(1000 * share);
  slider.setAttribute("aria-valuetext", dateOf(t));
  document.querySelector(".playhead").style.left = `${100 * share}%`;
  const today = dayOf(t) * DAY;
  document.querySelectorAll(".column").forEach((column, i) => column.classList.toggle("today", bar.days[i][0] === today));
}
