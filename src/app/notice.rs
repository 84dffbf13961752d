//! What the user must know: what happened, and what to do about it.

/// A message that stays until it is dismissed or has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How grave.
    pub tone: Tone,
    /// What happened, in one sentence.
    pub what: String,
    /// What to do.
    pub remedy: Option<String>,
}

/// How grave a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Done as asked; goes away by itself.
    Done,
    /// Not done; stays.
    Failed,
}

impl Notice {
    /// Something done as asked.
    pub fn done(what: impl Into<String>) -> Self {
        Self { tone: Tone::Done, what: what.into(), remedy: None }
    }

    /// Something that failed, and what to do.
    pub fn failed(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { tone: Tone::Failed, what: what.into(), remedy: Some(remedy.into()) }
    }
}
