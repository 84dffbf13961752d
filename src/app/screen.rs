//! What fills the window.

/// What fills the window: the map with its time bar, or one of the ways to come to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The chronicle: map, time bar, panels.
    #[default]
    Map,
    /// Begin, open, take up again.
    Start,
    /// Documents that are about to be added.
    Add,
    /// Proposals to decide.
    Review,
    /// A table that is about to be imported.
    Import,
}
