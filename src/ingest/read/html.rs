//! Web pages: the article, without menus and notices, and what the page says of it. Scripts are not run, addresses not
//! asked for.

use crate::ingest::read::tidy::{headed, tidy};
use crate::ingest::{DocumentFormat, Incoming, Published, Refusal, Said};
use dom_smoothie::{Article, Config, Readability, TextMode};
use encoding_rs::Encoding;
use jiff::{Timestamp, Zoned};
use std::sync::Arc;

/// What takes the article out of a page.
pub(super) const BY: &str = "dom_smoothie 0.19.0";
/// The largest page that is read, bytes.
const LARGEST: usize = 16 << 20;
/// The most elements that a page may have.
const MOST_ELEMENTS: usize = 100_000;

/// A page.
pub(super) fn page(name: &str, bytes: &Arc<[u8]>) -> Result<Incoming, Refusal> {
    let (text, read) = read(&decoded(bytes))?;
    Ok(Incoming { text, ..read.document(Incoming::new(name, bytes, DocumentFormat::Html, String::new())) })
}

/// The text of a page alone.
pub(super) fn text_of(page: &str) -> Option<String> {
    read(page).ok().map(|(text, _)| text)
}

/// The words of a part of a page, which is no article by itself.
pub(super) fn text_of_part(part: &str) -> String {
    if nesting(part) > DEEPEST {
        return String::new();
    }
    let document = dom_query::Document::from(part);
    document.select("script, style, noscript, template, iframe, svg").remove();
    document.formatted_text().to_string()
}

/// What a page says of itself.
#[derive(Default)]
pub(super) struct PageSays {
    title: Option<Said>,
    publisher: Option<Said>,
    byline: Option<Said>,
    published: Option<Published>,
    language: Option<Said>,
}

impl PageSays {
    /// Puts it on a document, where that does not say so itself.
    pub(super) fn document(self, document: Incoming) -> Incoming {
        Incoming {
            extractor: Some(BY),
            title: document.title.or(self.title),
            publisher: document.publisher.or(self.publisher),
            byline: document.byline.or(self.byline),
            published: document.published.or(self.published),
            language: document.language.or(self.language),
            ..document
        }
    }
}

/// The article of a page, and what the page says of it.
pub(super) fn read(page: &str) -> Result<(String, PageSays), Refusal> {
    if page.len() > LARGEST || page.matches('<').count() > 2 * MOST_ELEMENTS {
        return Err(Refusal::Endless("it has more than 100,000 elements"));
    }
    if nesting(page) > DEEPEST {
        return Err(Refusal::Endless("elements are nested without end"));
    }
    let config = Config { text_mode: TextMode::Formatted, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let broken =
        |error: dom_smoothie::ReadabilityError| Refusal::Broken { expected: "a page", found: error.to_string() };
    let mut reader = Readability::new(page, None, Some(config)).map_err(broken)?;
    let stamped = reader.doc.select("time[datetime]").iter().next().and_then(|time| time.attr("datetime"));
    let headline = reader.doc.select("h1").iter().next().map(|heading| heading.text().to_string());
    reader.doc.select("script, style, noscript, template, iframe, svg").remove();
    let whole = reader.doc.formatted_text().to_string();
    let article = reader.parse();
    let mut says = PageSays::default();
    let body = match article {
        Ok(article) => {
            says = said(&article);
            article.text_content.to_string()
        }
        // A page that is no article: all its words.
        Err(_) => whole.clone(),
    };
    let body = if body.trim().is_empty() { whole } else { body };
    // What the page prints over the article is its headline; its title may name the site as well.
    if let Some(heading) = headline.as_deref().and_then(|heading| Said::of(heading, "the page's own headline")) {
        let longer = |title: &Said| title.value.contains(&heading.value);
        if says.title.as_ref().is_none_or(longer) {
            says.title = Some(heading);
        }
    }
    if says.published.is_none() {
        says.published = stamped.and_then(|stamp| published(&stamp, "the page's first time stamp", false));
    }
    let text = headed(says.title.as_ref().map(|title| title.value.as_str()), &body);
    if tidy(&text).is_empty() { Err(Refusal::NoWords) } else { Ok((text, says)) }
}

/// What an article says of itself.
fn said(article: &Article) -> PageSays {
    let some = |value: &Option<String>, how: &str| value.as_deref().and_then(|value| Said::of(value, how));
    PageSays {
        title: Said::of(&article.title, "the page's own title"),
        publisher: some(&article.site_name, "the name of the page's site"),
        byline: some(&article.byline, "the page's byline"),
        published: article
            .published_time
            .as_deref()
            .and_then(|time| published(time, "the page's own published time", true)),
        language: some(&article.lang, "the page's own word for its language"),
    }
}

/// A time that a program wrote: a day, or a minute where it says how far from UTC its clock is.
pub(super) fn published(written: &str, how: &str, stated: bool) -> Option<Published> {
    let written = written.trim();
    let shown = written.replace('T', " ");
    let of = |edtf: String| Some(Published { edtf, stated, how: format!("from {how}, {shown}"), words: None });
    if let Ok(zoned) = jiff::fmt::rfc2822::DateTimeParser::new().parse_zoned(written) {
        return of(minute(&zoned));
    }
    let bare = written.split(['.', '[']).next().unwrap_or(written);
    let offset = written.rfind(['Z', 'z', '+', '-']).filter(|at| *at > 10);
    if let (Some(at), Ok(_)) = (offset, written.parse::<Timestamp>()) {
        let (local, offset) = (bare.get(..16)?, written.get(at..)?);
        let offset =
            if offset.len() == 5 { format!("{}:{}", offset.get(..3)?, offset.get(3..)?) } else { offset.to_owned() };
        return of(format!("{}{}", local.replace(' ', "T"), offset.to_uppercase()));
    }
    // A clock that nobody names: the day is sure to a day at most.
    let day = written.get(..10).filter(|day| crate::time::read_day(day).is_ok())?;
    of(day.to_owned())
}

/// A minute with its distance from UTC, as EDTF writes it.
fn minute(zoned: &Zoned) -> String {
    zoned.strftime("%Y-%m-%dT%H:%M%:z").to_string()
}

/// How deep elements may be nested.
const DEEPEST: usize = 1500;

/// How deep elements are nested, those that need no end left out.
fn nesting(page: &str) -> usize {
    const ALONE: [&str; 20] = [
        "p", "li", "br", "hr", "img", "input", "meta", "link", "td", "tr", "th", "dd", "dt", "option", "source", "wbr",
        "area", "base", "col", "embed",
    ];
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    for tag in page.split('<').skip(1) {
        let (closes, rest) = tag.strip_prefix('/').map_or((false, tag), |rest| (true, rest));
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default();
        if name.is_empty() || ALONE.iter().any(|alone| name.eq_ignore_ascii_case(alone)) {
            continue;
        }
        if closes {
            depth = depth.saturating_sub(1);
        } else if !rest.split('>').next().is_some_and(|tag| tag.ends_with('/')) {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// The page in the encoding that it or its first bytes name; else in what it looks like.
pub(super) fn decoded(bytes: &[u8]) -> String {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked.decode(bytes).0.into_owned();
    }
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or_default()).to_ascii_lowercase();
    let label = head.split_once("charset=").map(|(_, rest)| rest.trim_start_matches(['"', '\'', ' ']));
    let label = label.and_then(|rest| rest.split(['"', '\'', ' ', ';', '>', '/']).next());
    match label.and_then(|label| Encoding::for_label(label.as_bytes())) {
        Some(encoding) => encoding.decode(bytes).0.into_owned(),
        None => crate::chronicle::decoded(bytes)
            .map_or_else(|| String::from_utf8_lossy(bytes).into_owned(), |(text, _)| text),
    }
}
