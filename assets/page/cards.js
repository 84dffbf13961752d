// Events with their claims as cards: the words, who says so, where it stands and what it is worth.

const STEPS = { claimed: 1, reported: 2, confirmed: 3 };

/** Three rising bars, and the word. */
function chip(standing) {
  const bars = draw("svg", { viewBox: "0 0 12 10", "aria-hidden": "true" });
  for (let i = 0; i < 3; i += 1) {
    const height = 4 + 3 * i;
    bars.append(draw("rect", { x: 0.5 + 4 * i, y: 10 - height, width: 3, height, class: i < (STEPS[standing] ?? 0) ? "full" : "empty" }));
  }
  return make("span", `chip ${standing}`, bars, standing);
}

/** A quotation, the words for place and time marked. */
function quotation(parts) {
  const marked = parts.map(([text, sign]) => (sign === 0 ? text : make("span", sign === 1 ? "where" : "then", text)));
  return make("blockquote", "", own("p", "", ...marked));
}

/** Several documents that carry the same words of the same voice share a card. */
function sameWords(claims) {
  const groups = new Map();
  for (const claim of claims) {
    const key = JSON.stringify([claim.quote.map(([text]) => text), claim.by, claim.standing, claim.voice]);
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups.values()];
}

function excerptCard(claims) {
  const [claim] = claims;
  const doubtful = (STEPS[claim.standing] ?? 0) < 2;
  const remarks = [...new Set(claims.flatMap((each) => each.remarks))].map((remark) => make("p", "note", remark));
  const sources = claims.map((each) => own("p", "note", works[each.work].name));
  return make("figure", doubtful ? "card doubtful" : "card",
    quotation(claim.quote),
    make("figcaption", "",
      own("p", "by", claim.by),
      ...sources,
      ...remarks,
      make("p", "worth", chip(claim.standing), make("span", "note", fill(say.voice, { number: claim.voice })))));
}

function citation(claim) {
  const { name, address } = works[claim.work];
  let title = name;
  if (address) {
    title = make("a", "", name);
    title.href = address;
    title.target = "_blank";
    title.rel = "noopener noreferrer";
  }
  return make("li", "", make("span", "note", fill(say.cites, { says: claim.says })), own("cite", "", title), claim.detail ? fill(say.detail, { detail: claim.detail }) : "");
}

/** An event with everything said of it. */
function eventCard(number, t) {
  const event = events[number];
  const { when, worth: counted, denied } = stood(event);
  const phase = phaseOf(event, t);
  const head = make("header", "", make("h3", "", event.reference ? fill(say.kind_by_reference, { kind: event.kind }) : event.kind), make("span", "note", when));
  const article = make("article", `event ${phase}`, head, own("p", "summary", event.summary));
  article.dataset.event = event.id;
  const said = [event.unsure, phase === "possible" && !event.unsure ? say.possible_now : null, denied ? say.denied : null];
  const worth = make("p", "worth", event.reference ? null : make("span", "note", counted));
  for (const word of said.filter(Boolean)) worth.append(make("span", "tag", word));
  if (worth.childNodes.length > 0) article.append(worth);
  if (event.reading) article.append(make("p", "note", fill(say.reading, { reading: event.reading })));
  const claims = event.claims.filter((claim) => claim.known <= by);
  const excerpts = claims.filter((claim) => claim.quote);
  const cited = claims.filter((claim) => !claim.quote);
  article.append(...sameWords(excerpts).map(excerptCard));
  if (cited.length > 0) article.append(make("ul", "cited", ...cited.map(citation)));
  return article;
}
