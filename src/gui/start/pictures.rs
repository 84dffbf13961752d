//! The small pictures of the start page: kept beside the list, drawn anew from the chronicle where they are not there,
//! beside the frames.

use crate::app::Recent;
use crate::dataset::Dataset;
use crate::gui::start::Keep;
use crate::gui::start::picture::small_picture;
use crate::jobs::{Latest, Waker};
use crate::scene::Theme;
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Of which chronicle, in the dark theme or not.
type Key = (Option<PathBuf>, bool);

/// What a picture is asked for with.
type Wish = (Recent, Theme, Keep);

/// What was drawn, of the chronicle as it was when it was opened at this second; nothing where it is not there.
type Drawn = (Key, i64, Option<(ColorImage, Recent)>);

/// A picture that is ready, and of when it is.
type Ready = (i64, Option<(TextureHandle, Recent)>);

/// The pictures there are, and the work of those to come.
pub struct Pictures {
    drawn: Latest<Wish, Drawn>,
    under_way: Option<(Key, i64)>,
    ready: BTreeMap<Key, Ready>,
}

impl Pictures {
    /// None yet.
    pub fn new(waker: &Waker) -> Self {
        Self {
            drawn: Latest::new("small pictures", waker.clone(), |wish, _| draw(wish)),
            under_way: None,
            ready: BTreeMap::new(),
        }
    }

    /// Takes what is ready, and asks for the first that is missing.
    pub fn follow<'a>(&mut self, ctx: &Context, wanted: impl Iterator<Item = &'a Recent>, theme: Theme, keep: &Keep) {
        while let Some(drawn) = self.drawn.take() {
            let of = self.under_way.take();
            match drawn {
                Ok((key, opened_s, picture)) => {
                    let load = |image| ctx.load_texture("small picture", image, TextureOptions::LINEAR);
                    self.ready.insert(key, (opened_s, picture.map(|(image, recent)| (load(image), recent))));
                }
                // A card has its words without it.
                Err(_) => self.ready.extend(of.map(|(key, opened_s)| (key, (opened_s, None)))),
            }
        }
        if self.under_way.is_some() {
            return;
        }
        let is_there = |recent: &&Recent| {
            self.ready.get(&key(recent, theme)).is_some_and(|(opened_s, _)| *opened_s == recent.opened_s)
        };
        if let Some(recent) = wanted.into_iter().find(|recent| !is_there(recent)) {
            self.under_way = Some((key(recent, theme), recent.opened_s));
            self.drawn.ask((recent.clone(), theme, keep.clone()));
        }
    }

    /// Whether the picture of a chronicle is still to come.
    pub fn waits_for(&self, recent: &Recent, theme: Theme) -> bool {
        !self.ready.contains_key(&key(recent, theme))
    }

    /// The picture of a chronicle, and what there is to say of it, once they are there; those of before until newer ones
    /// are.
    pub fn of(&self, recent: &Recent, theme: Theme) -> Option<&(TextureHandle, Recent)> {
        self.ready.get(&key(recent, theme))?.1.as_ref()
    }
}

fn key(recent: &Recent, theme: Theme) -> Key {
    (recent.opened_as.clone(), theme == Theme::Dark)
}

fn draw((recent, theme, keep): Wish) -> Drawn {
    let (key, opened_s) = (key(&recent, theme), recent.opened_s);
    if let Some(image) = keep.picture(&recent, theme).filter(|_| !recent.histogram.is_empty()) {
        return (key, opened_s, Some((image, recent)));
    }
    let folder = recent.opened_as.as_deref();
    let Ok(data) = Dataset::open(folder) else { return (key, opened_s, None) };
    let known = Recent::of(&data, recent.opened_as.clone(), recent.opened_s);
    (key, opened_s, Some((keep_picture(&data, &known, theme, &keep), known)))
}

/// Draws a picture and keeps it.
pub fn keep_picture(data: &Dataset, recent: &Recent, theme: Theme, keep: &Keep) -> ColorImage {
    let pixels = small_picture(data, recent, theme);
    keep.keep_picture(recent, theme, &pixels);
    ColorImage::from_rgba_premultiplied([pixels.width as usize, pixels.height as usize], &pixels.rgba)
}
