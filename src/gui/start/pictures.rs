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

/// Of which chronicle, as it was when it was last opened, in which theme.
type Key = (Option<PathBuf>, i64, bool);

/// What a picture is asked for with.
type Wish = (Recent, Theme, Keep);

/// What was drawn; nothing where the chronicle is not there.
type Drawn = (Key, Option<(ColorImage, Recent)>);

/// The pictures there are, and the work of those to come.
pub struct Pictures {
    drawn: Latest<Wish, Drawn>,
    under_way: Option<Key>,
    ready: BTreeMap<Key, Option<(TextureHandle, Recent)>>,
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
                Ok((key, picture)) => {
                    let load = |image| ctx.load_texture("small picture", image, TextureOptions::LINEAR);
                    self.ready.insert(key, picture.map(|(image, recent)| (load(image), recent)));
                }
                // A card has its words without it.
                Err(_) => self.ready.extend(of.map(|key| (key, None))),
            }
        }
        if self.under_way.is_some() {
            return;
        }
        let missing = wanted.map(|recent| (key(recent, theme), recent)).find(|(key, _)| !self.ready.contains_key(key));
        if let Some((key, recent)) = missing {
            self.under_way = Some(key);
            self.drawn.ask((recent.clone(), theme, keep.clone()));
        }
    }

    /// The picture of a chronicle, and what there is to say of it, once they are there.
    pub fn of(&self, recent: &Recent, theme: Theme) -> Option<&(TextureHandle, Recent)> {
        self.ready.get(&key(recent, theme))?.as_ref()
    }
}

fn key(recent: &Recent, theme: Theme) -> Key {
    (recent.opened_as.clone(), recent.opened_s, theme == Theme::Dark)
}

fn draw((recent, theme, keep): Wish) -> Drawn {
    let key = key(&recent, theme);
    if let Some(image) = keep.picture(&recent, theme).filter(|_| !recent.title.is_empty()) {
        return (key, Some((image, recent)));
    }
    let folder = recent.opened_as.as_deref();
    let Ok(data) = Dataset::open(folder) else { return (key, None) };
    let known = Recent::of(&data, recent.opened_as.clone(), recent.opened_s);
    (key, Some((keep_picture(&data, &known, theme, &keep), known)))
}

/// Draws a picture and keeps it.
pub fn keep_picture(data: &Dataset, recent: &Recent, theme: Theme, keep: &Keep) -> ColorImage {
    let pixels = small_picture(data, recent, theme);
    keep.keep_picture(recent, theme, &pixels);
    ColorImage::from_rgba_premultiplied([pixels.width as usize, pixels.height as usize], &pixels.rgba)
}
