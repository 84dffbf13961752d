//! What states tell: "Herat is in Taliban hands", "now under rebel control", "the rebels now control Herat".

use crate::propose::events::Found;
use crate::propose::lexicon::{Class, Cue, Frame};
use crate::propose::proposal::Kind;
use crate::propose::tags::{Phrase, Tag, Tagged};

/// A phrase whose head is "hands" or "control", with a place that is in it.
pub(super) fn read(tagged: &Tagged<'_>, phrase: &Phrase) -> Option<Found> {
    let at = phrase.head;
    let word = tagged.text.folded(at);
    if matches!(word, "ours" | "theirs") {
        return owned(tagged, phrase);
    }
    // "is now under full Russian occupation"
    let occupied =
        matches!(word, "occupation" | "rule") && (at.saturating_sub(6)..at).any(|at| tagged.cue(at, Cue::NowFully));
    if !(occupied || tagged.cue(at, Cue::HoldNoun)) || tagged.tag_of(at) != Tag::Noun {
        return None;
    }
    let begin = tagged.sentence(at).start;
    let before = phrase.tokens.start.checked_sub(1).filter(|before| *before >= begin)?;
    let preposition = tagged.text.folded(before);
    let in_control_of = preposition == "in" && word != "hands" && tagged.text.folded(phrase.tokens.end) == "of";
    let held = matches!(preposition, "in" | "into" | "under" | "to") && !in_control_of;
    // "is back in government hands"
    let back =
        tagged.text.folded(before.wrapping_sub(1)) == "back" || tagged.text.folded(before.wrapping_sub(2)) == "back";
    if !held && !in_control_of {
        return None;
    }
    if in_control_of {
        return controls(tagged, phrase, begin);
    }
    // "fell into the hands of" and "came under the control of" have their verb; a state has "is", "was", "remains".
    let verb = tagged.groups_in(begin..before).iter().rev().find(|group| group.finite() && group.head + 5 > before);
    if verb.is_some_and(|group| tagged.entry(group.head).lemma == "fall") {
        return None;
    }
    let arrived = verb.is_some_and(|group| tagged.cue(group.head, Cue::ComeInto));
    let (subject, reality) = match verb.filter(|_| arrived) {
        Some(group) => (tagged.subject(group)?, tagged.reality(group)),
        None => {
            let copula = (begin.max(before.saturating_sub(5))..before).rev().find(|at| tagged.is(*at, Class::Be));
            // "Goma in rebel hands": a heading.
            let Some(copula) = copula else { return headed(tagged, phrase, before) };
            if tagged.tag_of(copula + 1) == Tag::Negative
                || tagged.is(copula.wrapping_sub(1), Class::Possible)
                || tagged.is(copula.wrapping_sub(1), Class::Future)
                || tagged.under_condition(copula)
            {
                return None;
            }
            let mut end = copula;
            while end > begin && matches!(tagged.tag_of(end - 1), Tag::Adverb | Tag::Auxiliary | Tag::Time | Tag::Modal)
            {
                end -= 1;
            }
            // "had been emptied and were now under the control of": the subject of the verb before.
            let joined = tagged.tag_of(end.checked_sub(1)?) == Tag::Conjunction;
            let first = tagged.groups_in(begin..end).last().filter(|_| joined);
            match first.and_then(|group| tagged.subject(group).map(|subject| (group, subject))) {
                Some((group, subject)) => (subject, tagged.reality(group)),
                None => {
                    let end = before_aside(tagged, end, begin);
                    (tagged.phrase_at(end - 1)?, tagged.reality_of_noun(end - 1))
                }
            }
        }
    };
    let places = tagged.subject_places(subject);
    // "Delhi is in our hands": a victor's news.
    let ours = tagged.text.folded(at.wrapping_sub(1)) == "our" && places.iter().all(|place| tagged.is_name(*place));
    let side = tagged.holder(at);
    let own = side.as_ref().is_some_and(|side| side.clone().any(|at| tagged.cue(at, Cue::OwnSide)));
    let theirs = phrase.tokens.clone().any(|at| tagged.cue(at, Cue::Own));
    if places.is_empty()
        || side.is_none() && !theirs
        || own && !arrived && !back
        || !now(tagged, at) && !arrived && !back && !ours
    {
        return None;
    }
    let kind = if back || own { Kind::Recapture } else { Kind::Capture };
    Some(Found {
        kind,
        at,
        reality,
        places,
        side,
        target: None,
        recalls: false,
        score: 0.7,
        rule: "a place is in somebody's hands",
    })
}

/// "Goma in rebel hands", where nothing but a place stands before it and no verb anywhere.
fn headed(tagged: &Tagged<'_>, phrase: &Phrase, before: usize) -> Option<Found> {
    let sentence = tagged.sentence(before);
    let subject = before.checked_sub(1).and_then(|at| tagged.phrase_at(at))?;
    let bare = tagged.groups_in(sentence.clone()).is_empty() && sentence.len() < 14;
    let side = tagged.holder(phrase.head);
    let own = side.as_ref().is_some_and(|side| side.clone().any(|at| tagged.cue(at, Cue::OwnSide)));
    let places = tagged.subject_places(subject);
    let opens = subject.tokens.start == sentence.start;
    (bare && opens && side.is_some() && !own && !places.is_empty()).then(|| Found {
        kind: Kind::Capture,
        at: phrase.head,
        reality: tagged.reality_of_noun(subject.head),
        places,
        side,
        target: None,
        recalls: false,
        score: 0.6,
        rule: "a heading says whose a place is",
    })
}

/// Where the subject before an aside ends: "Laukkai, the main town of Kokang, is".
fn before_aside(tagged: &Tagged<'_>, end: usize, begin: usize) -> usize {
    let comma = end.checked_sub(1).filter(|at| matches!(tagged.tag_of(*at), Tag::Comma | Tag::Dash));
    comma.and_then(|comma| tagged.aside(comma, begin)).filter(|open| *open > begin).unwrap_or(end)
}

/// "Atlanta is ours", "by evening the city was theirs": whose a place is.
fn owned(tagged: &Tagged<'_>, phrase: &Phrase) -> Option<Found> {
    let begin = tagged.sentence(phrase.head).start;
    let mut at = phrase.tokens.start;
    while at > begin && tagged.tag_of(at - 1) == Tag::Adverb {
        at -= 1;
    }
    let copula = at.checked_sub(1).filter(|at| *at > begin && tagged.is(*at, Class::Be))?;
    if tagged.under_condition(copula) || tagged.is_question(copula) {
        return None;
    }
    let end = before_aside(tagged, copula, begin);
    let subject = tagged.phrase_at(end - 1)?;
    let places = tagged.subject_places(subject);
    (!places.is_empty()).then(|| Found {
        kind: Kind::Capture,
        at: phrase.head,
        reality: tagged.reality_of_noun(subject.head),
        places,
        side: None,
        target: None,
        recalls: false,
        score: 0.7,
        rule: "a place is somebody's",
    })
}

/// "the insurgents were in complete control of Pul-e-Alam".
fn controls(tagged: &Tagged<'_>, phrase: &Phrase, begin: usize) -> Option<Found> {
    let places = tagged.object_places(phrase.tokens.end + 1);
    let copula = (begin..phrase.tokens.start).rev().take(5).find(|at| tagged.is(*at, Class::Be));
    // "Rebels in control of Goma": a heading.
    let sentence = tagged.sentence(phrase.head);
    if copula.is_none() && tagged.groups_in(sentence.clone()).is_empty() && sentence.len() < 14 {
        let subject = tagged.phrase_at(begin).filter(|subject| tagged.is_army(subject) && !places.is_empty())?;
        return Some(Found {
            kind: Kind::Capture,
            at: phrase.head,
            reality: tagged.reality_of_noun(subject.head),
            places,
            side: tagged.side(subject, phrase.head),
            target: None,
            recalls: false,
            score: 0.6,
            rule: "a heading says who is in control of a place",
        });
    }
    let copula = copula?;
    // "claimed to be in control of"
    let claimed = tagged.text.folded(copula.wrapping_sub(1)) == "to";
    let governor = copula.checked_sub(2).and_then(|at| tagged.groups_in(at..at + 1).first()).filter(|_| claimed);
    let governor = governor.filter(|group| tagged.cue(group.head, Cue::Claim) || tagged.has_frame(group, Frame::Say));
    let subject = match governor {
        Some(group) => tagged.subject(group)?,
        None => {
            // "had been in full control of the town"
            let mut at = copula;
            while at > begin && matches!(tagged.tag_of(at - 1), Tag::Auxiliary | Tag::Adverb | Tag::Modal) {
                at -= 1;
            }
            tagged.phrase_at(at.checked_sub(1)?)?
        }
    };
    if places.is_empty()
        || !tagged.is_force(subject)
        || tagged.under_condition(copula)
        || tagged.tag_of(copula + 1) == Tag::Negative
    {
        return None;
    }
    let reality = tagged.reality_of_noun(subject.head);
    Some(Found {
        kind: Kind::Capture,
        at: phrase.head,
        reality,
        places,
        side: tagged.side(subject, phrase.head),
        target: None,
        recalls: false,
        score: 0.75,
        rule: "somebody is in control of a place",
    })
}

/// A state is news only where the words say that it is new.
fn now(tagged: &Tagged<'_>, at: usize) -> bool {
    let sentence = tagged.sentence(at);
    let near = sentence.start.max(at.saturating_sub(12))..sentence.end.min(at + 6);
    near.clone().any(|at| tagged.cue(at, Cue::NowFully))
        || (near.start..at).any(|at| tagged.is(at, Class::Be)) && near.clone().any(|at| tagged.time_at(at).is_some())
        || near.start == sentence.start && sentence.len() < 16
}
