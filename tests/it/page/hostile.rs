//! A chronicle whose every string tries to break out of its place.

use dateline::chronicle::{Chronicle, Evidence};
use std::sync::Arc;

/// What is added to every string.
pub const WORDS: &str = "</script></style></title></textarea><img src=x onerror=\"window.pwned=1\"><!--<b onload='window.pwned=1'>&amp;\u{2028}alert(1)//${window.pwned=1}]]>";

/// The chronicle with [`WORDS`] in every text of its records.
pub fn made(mut chronicle: Chronicle) -> Chronicle {
    let mut evil = |text: &mut String| text.push_str(WORDS);
    let meta = &mut chronicle.meta;
    for text in [&mut meta.title, &mut meta.summary, &mut meta.version, &mut meta.language, &mut meta.listed] {
        evil(text);
    }
    evil(&mut meta.control);
    meta.notes.iter_mut().for_each(&mut evil);
    meta.corrections.push((WORDS.to_owned(), WORDS.to_owned()));
    for side in &mut meta.sides {
        evil(&mut side.name);
        evil(&mut side.label);
    }
    for credit in &mut meta.credits {
        evil(&mut credit.text);
        evil(&mut credit.title);
        evil(&mut credit.licence);
        credit.address = Some("javascript:window.pwned=1".to_owned());
    }
    for place in Arc::make_mut(&mut chronicle.places).values_mut() {
        evil(&mut place.name);
        evil(&mut place.role);
        place.local.push(WORDS.to_owned());
        place.note = Some(WORDS.to_owned());
    }
    for source in Arc::make_mut(&mut chronicle.sources).values_mut() {
        source.title = Some(WORDS.to_owned());
        evil(&mut source.label);
        source.byline = Some(WORDS.to_owned());
        source.agency = Some(WORDS.to_owned());
        source.publisher = Some(WORDS.to_owned());
    }
    chronicle.wires.values_mut().for_each(|wire| evil(&mut wire.name));
    for (number, reference) in Arc::make_mut(&mut chronicle.references).values_mut().enumerate() {
        evil(&mut reference.title);
        evil(&mut reference.publisher);
        reference.title_note = Some(WORDS.to_owned());
        reference.address = match number % 3 {
            0 => "javascript:window.pwned=1".to_owned(),
            1 => format!("https://example.org/{WORDS}"),
            _ => WORDS.to_owned(),
        };
    }
    for event in chronicle.events.values_mut().map(Arc::make_mut) {
        evil(&mut event.summary);
        event.reading = Some(WORDS.to_owned());
        for claim in event.claims.iter_mut().map(Arc::make_mut) {
            if let Some(who) = &mut claim.attribution {
                evil(&mut who.by);
            }
            if let Some(timing) = &mut claim.timing {
                timing.words = Some("<img src=x".to_owned());
            }
            match &mut claim.evidence {
                Evidence::Passage(quote) => {
                    evil(&mut quote.exact);
                    claim.as_written = Some(WORDS.to_owned());
                    claim.flags.push(WORDS.to_owned());
                    claim.note = Some(WORDS.to_owned());
                }
                Evidence::Citation(cited) => cited.detail = Some(WORDS.to_owned()),
            }
        }
    }
    for area in Arc::make_mut(&mut chronicle.areas) {
        evil(&mut area.name);
    }
    for corridor in &mut chronicle.corridors {
        evil(&mut corridor.name);
    }
    chronicle
}
