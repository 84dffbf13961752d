//! The reader made of rules: one document in, its proposals out. Deterministic, without network or files.

use crate::language::Text;
use crate::propose::context::{Context, Part, is_background, is_long_past};
use crate::propose::dates::Dated;
use crate::propose::events::{self, Found};
use crate::propose::languages::Language;
use crate::propose::mentions::{Anaphor, PlaceMention, PlaceRole, TimeMention, Timing};
use crate::propose::proposal::{Kind, Modality, Proposal, ProposedPlace, Quote, Standing};
use crate::propose::reality::Reality;
use crate::propose::tags::Tagged;
use crate::propose::times::times;
use crate::time::Day;
use crate::world::Gazetteer;
use std::ops::Range;

/// Code points before and after a quotation that tell it from its like.
const AROUND: usize = 32;

/// What was read in a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// In the order of the text.
    pub proposals: Vec<Proposal>,
    /// Places by token.
    pub places: Vec<PlaceMention>,
    /// Times by token.
    pub times: Vec<TimeMention>,
}

/// Reads a document. `published` is its own date, to which relative words are anchored.
///
/// ```
/// use dateline::language::Text;
/// use dateline::propose::read;
/// use dateline::world::Gazetteer;
/// let text = Text::new("Rebel fighters captured Goma on Monday after a week of clashes.");
/// let reading = read(&text, Some("2025-01-28".parse().unwrap()), Gazetteer::shared());
/// assert_eq!(reading.proposals[0].kind.id(), "capture");
/// assert_eq!(reading.proposals[0].when.as_deref(), Some("2025-01-27"));
/// ```
pub fn read(text: &Text<'_>, published: Option<Day>, world: &Gazetteer) -> Reading {
    read_in(Language::of(text), text, published, world)
}

/// Reads a document whose language is known.
pub fn read_in(language: Language, text: &Text<'_>, published: Option<Day>, world: &Gazetteer) -> Reading {
    let read_as = language.read_as(text);
    let places = Language::places(text, read_as.as_ref(), world);
    let times = times(text, language, published);
    let proposals = {
        let tagged = Tagged::new(read_as.as_ref().unwrap_or(text), &places, &times, world);
        Drafter { tagged: &tagged, context: Context::of(&tagged), world, published }.proposals()
    };
    Reading { proposals, places, times }
}

struct Drafter<'t, 'a> {
    tagged: &'t Tagged<'a>,
    context: Context,
    world: &'t Gazetteer,
    published: Option<Day>,
}

/// A proposal with what it is merged by.
struct Draft {
    proposal: Proposal,
    entry: Option<u32>,
    /// The region and the country it lies in.
    within: Option<u32>,
    country: Option<u32>,
    title: bool,
    explicit: bool,
}

impl Drafter<'_, '_> {
    fn proposals(&self) -> Vec<Proposal> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut last: Option<(usize, Dated)> = None;
        for found in events::find(self.tagged) {
            if found.reality == Reality::Unsaid || self.context.objection(self.tagged, &found).is_some() {
                continue;
            }
            let mut found = found;
            // "the city", where no city was named
            found.places.retain(|place| self.tagged.is_name(*place) || self.tagged.chosen(*place).is_some());
            if matches!(found.kind, Kind::Capture | Kind::Recapture | Kind::Siege) {
                // "most of the country": no place that can change hands as a whole.
                found.places.retain(|place| !self.is_whole_country(*place));
            }
            found.places = found.places.iter().map(|place| self.tagged.known_around(*place)).collect();
            let needs_place = matches!(found.kind, Kind::Capture | Kind::Recapture | Kind::Siege);
            let moves = matches!(
                found.kind,
                Kind::Withdrawal | Kind::Deployment | Kind::Evacuation | Kind::Surrender | Kind::Fighting
            );
            if (needs_place || moves) && found.places.is_empty() {
                continue;
            }
            let dated = self.tagged.dated(&found, last.as_ref(), self.published);
            let lasts = found.kind == Kind::Siege
                && dated.time.and_then(|time| self.tagged.times.get(time)).is_some_and(|time| {
                    let since =
                        time.tokens.start.checked_sub(1).is_some_and(|at| self.tagged.text.folded(at) == "since");
                    since || time.timing == Timing::Lasting
                });
            if is_background(&dated, self.published) && !lasts || dated.time.is_none() && self.is_looked_back_on(&found)
            {
                continue;
            }
            // "are leaving the post next month": what is told of a day to come is a plan.
            let to_come = dated
                .earliest
                .as_deref()
                .zip(self.published)
                .is_some_and(|(first, published)| first > published.to_string().as_str());
            if to_come && found.reality.is_real() {
                found.reality = Reality::Planned;
            }
            let told = !matches!(found.reality, Reality::Planned | Reality::Predicted);
            if dated.time.is_some() && told {
                last = Some((self.tagged.text.sentence_of(found.at), dated.clone()));
            }
            if found.places.is_empty() {
                self.merge(&mut drafts, self.draft(&found, None, &dated));
            }
            for place in &found.places {
                self.merge(&mut drafts, self.draft(&found, Some(*place), &dated));
            }
        }
        drafts.into_iter().map(|draft| draft.proposal).collect()
    }

    /// Whether what had happened is told without a date in a text whose dates are all long past.
    fn is_looked_back_on(&self, found: &Found) -> bool {
        let had = self.tagged.groups_in(found.at..found.at + 1).first().is_some_and(|group| {
            let begin = self.tagged.sentence(found.at).start;
            group.perfect && (begin..group.head).any(|at| self.tagged.text.folded(at) == "had")
        });
        let dated = || self.tagged.times.iter().filter(|time| time.latest.is_some() && time.timing != Timing::Lasting);
        had && dated().count() > 0 && dated().all(|time| is_long_past(time.latest.as_deref(), self.published))
    }

    fn is_whole_country(&self, place: usize) -> bool {
        self.tagged.places.get(place).is_some_and(|place| place.role == PlaceRole::Anaphor(Anaphor::Country))
    }

    fn draft(&self, found: &Found, place: Option<usize>, dated: &Dated) -> Draft {
        let tagged = self.tagged;
        let text = tagged.text;
        let mention = place.and_then(|place| tagged.places.get(place));
        let entry = place.and_then(|place| tagged.chosen(place));
        let voice = tagged.voice(found.at);
        let standing = tagged.standing(found, voice.as_ref());
        let voice_words = voice.as_ref().map(|voice| words(text.written(voice.speaker.clone())));
        let by = voice_words.clone().unwrap_or_else(|| "the report itself".to_owned());
        let mut why = vec![format!("{}: “{}”", found.rule, words(text.word(found.at)))];
        if let Some(mention) = mention {
            why.push(format!("place: “{}”, {}", words(text.written(mention.tokens.clone())), mention.reason));
        }
        why.push(match dated.time.and_then(|time| tagged.times.get(time)) {
            Some(time) => format!("{}: “{}”, {}", dated.why, words(text.written(time.tokens.clone())), time.reason),
            None => dated.why.to_owned(),
        });
        let title = self.context.part(tagged, found.at) == Part::Title;
        let modality = match found.reality {
            Reality::Ongoing => Modality::Ongoing,
            Reality::Planned => Modality::Planned,
            Reality::Predicted => Modality::Predicted,
            Reality::Negated => Modality::Negated,
            Reality::Happened | Reality::Unsaid => Modality::Happened,
        };
        let mut score = found.score;
        if entry.is_none() {
            score -= 0.2;
        }
        if standing == Standing::Claimed || title {
            score -= 0.1;
        }
        let proposal = Proposal {
            kind: found.kind,
            modality,
            place: entry.map(|entry| self.place(entry)),
            place_words: mention.map(|mention| words(text.written(mention.tokens.clone()))),
            when: dated.when.clone(),
            earliest: dated.earliest.clone(),
            latest: dated.latest.clone(),
            side: found.side.clone().map(|side| words(text.written(side))),
            target: found.target.clone().map(|target| words(text.written(target))),
            standing,
            voice: voice_words.unwrap_or_else(|| "report".to_owned()),
            by,
            quote: self.quote(found.at),
            also: Vec::new(),
            copy_of: None,
            score: (score.clamp(0.05, 1.0) * 100.0).round() / 100.0,
            why,
        };
        let outer = |area: Option<u32>| area.filter(|area| Some(*area) != entry);
        let within = outer(entry.and_then(|entry| self.world.region(entry)));
        let country = outer(entry.and_then(|entry| self.world.country(entry)));
        Draft { proposal, entry, within, country, title, explicit: dated.time.is_some() }
    }

    fn place(&self, entry: u32) -> ProposedPlace {
        let (lon, lat) = self.world.position(entry);
        ProposedPlace { id: self.world.key(entry), name: self.world.name(entry).to_owned(), lon, lat }
    }

    /// The sentence, without its dateline.
    fn quote(&self, at: usize) -> Quote {
        let text = self.tagged.text;
        let mut tokens = self.tagged.sentence(at);
        let dateline = text.paragraphs().get(text.paragraph_of(at)).and_then(|paragraph| paragraph.dateline.clone());
        if let Some(dateline) = dateline.filter(|dateline| dateline.start == tokens.start && dateline.end <= at) {
            tokens.start = dateline.end;
        }
        quote(text, tokens)
    }

    /// Adds a draft, or joins it to one that tells the same.
    fn merge(&self, drafts: &mut Vec<Draft>, new: Draft) {
        let same = drafts.iter_mut().find(|old| tells_the_same(old, &new));
        let Some(old) = same else {
            drafts.push(new);
            return;
        };
        // The text's own words are better than its headline's, a date of its own better than one that is inferred.
        let mut new = new;
        if old.title && !new.title || new.explicit && !old.explicit && !new.title {
            std::mem::swap(old, &mut new);
        }
        // "In West Darfur, the governor was killed in El Geneina": the smaller place says more.
        if new.lies_in(old) {
            old.entry = new.entry;
            (old.within, old.country) = (new.within, new.country);
            old.proposal.place = new.proposal.place.clone();
            old.proposal.place_words = new.proposal.place_words.clone();
        }
        old.title &= new.title;
        old.explicit |= new.explicit;
        old.entry = old.entry.or(new.entry);
        join(&mut old.proposal, new.proposal);
    }
}

impl Draft {
    /// Whether its place is known to lie in that of another.
    fn lies_in(&self, other: &Self) -> bool {
        other.entry.is_some() && (self.within == other.entry || self.country == other.entry)
    }
}

/// Whether two drafts tell of one happening: the same kind, the same place, dates that can agree.
fn tells_the_same(a: &Draft, b: &Draft) -> bool {
    let (one, other) = (&a.proposal, &b.proposal);
    // "drove the rebels out of the town and took it": one passage tells one change of hands.
    let control = |kind: Kind| matches!(kind, Kind::Capture | Kind::Recapture);
    let unnamed = (one.side.is_none() || other.side.is_none()) && near_in_time(one, other);
    let changed =
        control(one.kind) && control(other.kind) && a.entry == b.entry && (one.quote == other.quote || unnamed);
    let opposed = one.side.as_ref().zip(other.side.as_ref()).is_some_and(|(one, other)| one != other);
    if one.kind != other.kind && (!changed || opposed) || is_real(one.modality) != is_real(other.modality) {
        return false;
    }
    let same_sentence = one.quote == other.quote;
    let same_place = match (a.entry, b.entry) {
        (Some(a), Some(b)) => a == b,
        (None, None) => one.place_words == other.place_words,
        // A happening without a place joins one beside it; one whose place is not known does not.
        (Some(_), None) => same_sentence && other.place_words.is_none(),
        (None, Some(_)) => same_sentence && one.place_words.is_none(),
    };
    let lumped = same_sentence
        && matches!(
            one.kind,
            Kind::Attack
                | Kind::Fighting
                | Kind::Protest
                | Kind::Negotiation
                | Kind::Disaster
                | Kind::Statement
                | Kind::Evacuation
                | Kind::Deployment
        );
    // A place changes hands, gives up or is left once in a few days.
    let once = control(one.kind) || matches!(one.kind, Kind::Surrender | Kind::Withdrawal | Kind::Siege);
    if once && same_place && (one.side == other.side || changed) && near_in_time(one, other) {
        return true;
    }
    (same_place || lumped && !(one.place.is_some() && other.place.is_some()))
        && (!(a.explicit && b.explicit) || overlap(one, other))
        || lumped && (a.lies_in(b) || b.lies_in(a)) && overlap(one, other)
}

fn is_real(modality: Modality) -> bool {
    matches!(modality, Modality::Happened | Modality::Ongoing)
}

/// Whether the bounds of two dates meet. `YYYY-MM-DD` sorts as text.
fn overlap(a: &Proposal, b: &Proposal) -> bool {
    let before = |latest: &Option<String>, earliest: &Option<String>| {
        latest.as_ref().zip(earliest.as_ref()).is_some_and(|(latest, earliest)| latest < earliest)
    };
    !before(&a.latest, &b.earliest) && !before(&b.latest, &a.earliest)
}

/// Whether two dates lie within ten days.
fn near_in_time(a: &Proposal, b: &Proposal) -> bool {
    let day = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<Day>().ok());
    let apart = day(&a.latest).zip(day(&b.latest)).and_then(|(a, b)| a.since(b).ok());
    apart.is_some_and(|span| span.get_days().abs() <= 10)
}

/// Takes in what another passage says of the same happening.
fn join(kept: &mut Proposal, other: Proposal) {
    for quote in std::iter::once(other.quote).chain(other.also) {
        if quote != kept.quote && !kept.also.contains(&quote) {
            kept.also.push(quote);
        }
    }
    kept.standing = kept.standing.max(other.standing);
    kept.score = kept.score.max(other.score);
    kept.side = kept.side.take().or(other.side);
    kept.target = kept.target.take().or(other.target);
    if kept.place.is_none() {
        kept.place = other.place;
        kept.place_words = other.place_words;
    }
}

/// Some words of the document on one line.
fn words(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The passage over some tokens, with what stands around it.
pub(super) fn quote(text: &Text<'_>, tokens: Range<usize>) -> Quote {
    let bytes = text.bytes(tokens.clone());
    let chars = text.chars(tokens);
    let source = text.source();
    let before = source.get(..bytes.start).unwrap_or_default();
    let after = source.get(bytes.end..).unwrap_or_default();
    let prefix: String = before.chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
    Quote {
        exact: source.get(bytes).unwrap_or_default().to_owned(),
        prefix,
        suffix: after.chars().take(AROUND).collect(),
        start: chars.start,
        end: chars.end,
    }
}
