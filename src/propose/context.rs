//! What the whole document and the sentence around a happening say of it: sport and elections, art, anniversaries,
//! exercises, links to other stories, and years long past.

use crate::language::ParagraphKind;
use crate::propose::dates::Dated;
use crate::propose::events::Found;
use crate::propose::lexicon::{Class, Cue};
use crate::propose::mentions::Timing;
use crate::propose::proposal::Kind;
use crate::propose::tags::{Tag, Tagged};
use crate::time::Day;
use std::ops::Range;

/// What happened more than so many days before a report is its background.
const BACKGROUND_DAYS: i32 = 183;

/// The document as a whole.
#[derive(Debug)]
pub(super) struct Context {
    /// For each paragraph, what it is to the report.
    parts: Vec<Part>,
    /// Whether sport, elections or trade are its subject.
    peaceful: bool,
    /// Whether it speaks of armed bodies, arms or fighting at all.
    armed: bool,
}

/// What a paragraph is to the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The report's own headline.
    Title,
    /// Its text.
    Body,
    /// A crosshead, a link to another story, what the page adds.
    Apart,
}

impl Context {
    pub fn of(tagged: &Tagged<'_>) -> Self {
        let text = tagged.text;
        let mut parts = Vec::with_capacity(text.paragraphs().len());
        let mut body = false;
        let mut apart = false;
        for paragraph in text.paragraphs() {
            let boilerplate = tagged.is_boilerplate(paragraph.tokens.clone());
            let part = match paragraph.kind {
                _ if boilerplate => {
                    apart = true;
                    Part::Apart
                }
                ParagraphKind::Heading if !body => Part::Title,
                ParagraphKind::Heading => Part::Apart,
                ParagraphKind::Bullet if apart => Part::Apart,
                ParagraphKind::Bullet => Part::Body,
                ParagraphKind::Prose => {
                    body = true;
                    apart = false;
                    Part::Body
                }
            };
            parts.push(part);
        }
        // A text of headings alone is its own body.
        if !body {
            parts.iter_mut().filter(|part| **part == Part::Title).for_each(|part| *part = Part::Body);
        }
        let (mut peace, mut war, mut art) = (0, 0, 0);
        for at in 0..text.tokens().len() {
            let classes = tagged.classes(at);
            art += i32::from(classes.has(Class::Art));
            peace += i32::from(classes.any(&[Class::Sport, Class::Election, Class::Market]));
            war += i32::from(
                classes.any(&[Class::Force, Class::Weapon, Class::NFight, Class::NAttack])
                    && !classes.any(&[Class::Sport, Class::Election]),
            );
        }
        let scored = text.sentences().iter().any(|sentence| scored(tagged, &sentence.tokens));
        let peaceful =
            peace >= 3 && peace > war || war == 0 && peace + art >= 2 || scored && war <= i32::from(peace >= 1);
        Self { parts, peaceful, armed: war > 0 }
    }

    pub fn part(&self, tagged: &Tagged<'_>, at: usize) -> Part {
        self.parts.get(tagged.text.paragraph_of(at)).copied().unwrap_or(Part::Body)
    }

    /// Why what was found is no news of a happening, in words; none where nothing speaks against it.
    pub fn objection(&self, tagged: &Tagged<'_>, found: &Found) -> Option<&'static str> {
        let sentence = tagged.sentence(found.at);
        if self.part(tagged, found.at) == Part::Apart {
            return Some("it stands in a link or a crosshead");
        }
        if tagged.has_class(&sentence, Class::Anniversary) && found.kind != Kind::Protest {
            return Some("the sentence speaks of an anniversary or a memorial");
        }
        let paragraph = tagged
            .text
            .paragraphs()
            .get(tagged.text.paragraph_of(found.at))
            .map_or(sentence.clone(), |paragraph| paragraph.tokens.clone());
        let untrue = sentence.clone().any(|at| {
            matches!((tagged.text.folded(at), tagged.text.folded(at + 1)), ("not", "true") | ("no", "truth"))
        });
        let long_past = sentence.clone().any(|at| {
            matches!(
                (tagged.text.folded(at), tagged.text.folded(at + 1)),
                ("world", "war") | ("long", "ago") | ("recent", "years")
            ) && found.at.abs_diff(at) < 30
        });
        let era = sentence.clone().any(|at| tagged.cue(at, Cue::Era));
        if long_past || era {
            return Some("the sentence speaks of what is long past");
        }
        if sentence.clone().any(|at| {
            untrue
                || tagged.cue(at, Cue::Untrue)
                || matches!(tagged.text.folded(at), "lie" | "lies") && tagged.tag_of(at) == Tag::Noun
                || tagged.cue(at, Cue::Unfounded)
                    && (at.saturating_sub(3)..at).any(|before| {
                        tagged.is(before, Class::Be) || matches!(tagged.text.folded(before), "as" | "called")
                    })
        }) {
            return Some("the sentence calls it untrue");
        }
        // "the report that Vicksburg had capitulated turns out to be without foundation"
        let told = |at: usize| tagged.cue(at, Cue::ReportNoun);
        let refuted = |at: usize| {
            tagged.cue(at, Cue::Refuted)
                || match tagged.text.folded(at) {
                    "truth" | "foundation" => matches!(tagged.text.folded(at.wrapping_sub(1)), "no" | "without"),
                    _ => false,
                }
        };
        if sentence.clone().any(told) && sentence.clone().any(refuted) {
            return Some("the sentence calls the report untrue");
        }
        let years = sentence.clone().any(|at| {
            tagged.cue(at, Cue::LongUnit)
                && matches!(tagged.text.folded(at + 1), "since" | "after")
                && found.at > at
                && (found.at < at + 9
                    || found.at < at + 30 && !(at..found.at).any(|at| tagged.tag_of(at) == Tag::Comma))
        });
        let to_the_day = sentence.clone().any(|at| {
            tagged.cue(at, Cue::LongUnit)
                && tagged.text.folded(at + 1) == "ago"
                && matches!(tagged.text.folded(at + 2), "today" | "this" | "tomorrow" | "yesterday")
        });
        if years || to_the_day {
            return Some("it was years ago");
        }
        // "recalls in his memoirs how Baghdad was taken"
        let recalled = tagged.groups_in(sentence.start..found.at).iter().any(|group| {
            tagged.cue(group.head, Cue::Recall)
                && (group.head + 1..(group.head + 9).min(found.at))
                    .any(|at| matches!(tagged.text.folded(at), "how" | "when"))
        });
        if recalled {
            return Some("it is looked back on");
        }
        let exercise = paragraph.clone().any(|at| tagged.cue(at, Cue::Exercise));
        if exercise && found.kind != Kind::Deployment {
            return Some("the sentence speaks of an exercise");
        }
        let heritage = paragraph.clone().any(|at| tagged.cue(at, Cue::Heritage));
        let dated = tagged
            .times
            .iter()
            .any(|time| sentence.contains(&time.tokens.start) && time.latest.is_some() && time.timing != Timing::Vague);
        if heritage && !dated && found.kind != Kind::Protest && found.kind != Kind::Disaster {
            return Some("the text speaks of a sight or a memory");
        }
        let rumour = sentence.start.max(found.at.saturating_sub(14))..found.at;
        let according = (found.at..sentence.end)
            .any(|at| tagged.text.folded(at) == "according" && (at + 2..at + 5).any(|at| tagged.is(at, Class::Rumour)));
        // "In the novel, rebels capture the town."
        let told_in = tagged.text.folded(sentence.start) == "in"
            && (sentence.start + 1..sentence.start + 6)
                .take_while(|at| tagged.tag_of(*at) != Tag::Comma)
                .any(|at| tagged.is(at, Class::Art));
        if told_in {
            return Some("the sentence speaks of pictures or of a book");
        }
        if according || rumour.clone().any(|at| tagged.is(at, Class::Rumour)) {
            return Some("it is rumour");
        }
        let pictured = paragraph.clone().filter(|at| tagged.is(*at, Class::Art)).count() >= 2;
        if pictured
            && matches!(found.kind, Kind::Evacuation | Kind::Disaster | Kind::Attack | Kind::Siege | Kind::Fighting)
            && !paragraph.clone().any(|at| tagged.is(at, Class::Force))
        {
            return Some("the text speaks of pictures or of a book");
        }
        let martial = matches!(
            found.kind,
            Kind::Capture
                | Kind::Recapture
                | Kind::Surrender
                | Kind::Fighting
                | Kind::Attack
                | Kind::Siege
                | Kind::Withdrawal
                | Kind::Arrest
                | Kind::Deployment
        );
        let trade =
            || sentence.clone().any(|at| tagged.classes(at).any(&[Class::Market, Class::Sport, Class::Election]));
        let arms = || sentence.clone().any(|at| tagged.classes(at).any(&[Class::Force, Class::Weapon, Class::NFight]));
        if found.kind == Kind::Negotiation && trade() && !arms() {
            return Some("the talks are of trade, sport or an election");
        }
        if !martial {
            return None;
        }
        let armed = sentence.clone().any(|at| {
            tagged.classes(at).any(&[Class::Weapon, Class::NFight, Class::NAttack])
                || tagged.is(at, Class::Force) && !tagged.classes(at).any(&[Class::Sport, Class::Election, Class::Art])
        });
        // "the opposition captured Goma in the election"
        let voted = sentence.clone().any(|at| tagged.is(at, Class::Election));
        let militant = sentence.clone().any(|at| {
            tagged.classes(at).any(&[Class::Weapon, Class::NFight, Class::NAttack])
                || tagged.is(at, Class::Force)
                    && !tagged.cue(at, Cue::Political)
                    && !tagged.classes(at).any(&[Class::Sport, Class::Election, Class::Art])
        });
        if voted && !militant && matches!(found.kind, Kind::Capture | Kind::Recapture | Kind::Withdrawal) {
            return Some("the text speaks of sport, an election or a market");
        }
        let elsewhere = paragraph
            .clone()
            .filter(|at| tagged.classes(*at).any(&[Class::Sport, Class::Election, Class::Market]))
            .count();
        if self.peaceful && (!armed || elsewhere > 0)
            || elsewhere >= 2 && !armed && found.side.is_none()
            || elsewhere >= 3 && !armed
            || elsewhere >= 1 && scored(tagged, &sentence)
        {
            return Some("the text speaks of sport, an election or a market");
        }
        // "captured Florida, Ohio and North Carolina": states are won by votes where nobody is armed.
        let wide = found.places.iter().any(|place| tagged.is_region(*place) && !tagged.is_city_state(*place));
        if wide && !self.armed && matches!(found.kind, Kind::Capture | Kind::Recapture | Kind::Siege | Kind::Surrender)
        {
            return Some("a state or a country is spoken of, and nobody is armed");
        }
        if tagged.has_class(&sentence, Class::Art)
            && !armed
            && matches!(found.kind, Kind::Capture | Kind::Recapture | Kind::Arrest | Kind::Surrender)
        {
            return Some("the sentence speaks of pictures or of a book");
        }
        None
    }
}

impl Tagged<'_> {
    fn has_class(&self, tokens: &Range<usize>, class: Class) -> bool {
        tokens.clone().any(|at| self.is(at, class))
    }

    /// Whether a paragraph begins like "Read more:" or "Related links".
    fn is_boilerplate(&self, tokens: Range<usize>) -> bool {
        let short = tokens.len() <= 30;
        let mut start = tokens.start;
        while start < tokens.end && !self.text.tokens().get(start).is_some_and(|token| token.is_word()) {
            start += 1;
        }
        self.lexicon.boilerplate.iter().any(|known| {
            let mut at = start;
            for word in known.split(' ') {
                if self.text.folded(at) != word || at >= tokens.end {
                    return false;
                }
                at += 1;
            }
            let colon =
                matches!(self.text.word(at), ":" | "|" | ">") || self.tag_of(at) == Tag::Dash || at >= tokens.end;
            colon || short && known.contains(' ') || tokens.len() <= 4
        })
    }
}

/// Whether a score stands in a sentence: "2-1", "3–0".
fn scored(tagged: &Tagged<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| {
        matches!(tagged.tag_of(at), Tag::Hyphen | Tag::Dash)
            && at > sentence.start
            && tagged.tag_of(at - 1) == Tag::Number
            && tagged.tag_of(at + 1) == Tag::Number
            && tagged.text.word(at - 1).len() < 3
            && tagged.text.word(at + 1).len() < 3
    })
}

/// Whether a date lies so far before the report that it is background.
pub(super) fn is_background(dated: &Dated, published: Option<Day>) -> bool {
    is_long_past(dated.latest.as_deref(), published)
}

/// Whether a day, `YYYY-MM-DD`, lies so far before the report.
pub(super) fn is_long_past(latest: Option<&str>, published: Option<Day>) -> bool {
    let (Some(latest), Some(published)) = (latest, published) else { return false };
    let Ok(latest) = latest.parse::<Day>() else { return false };
    published.since(latest).is_ok_and(|span| span.get_days() > BACKGROUND_DAYS)
}
