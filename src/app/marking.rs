//! Marking words of a document by keys: sentence by sentence, and word by word at either end.

use crate::language::Text;
use std::ops::Range;

/// One step of marking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkStep {
    /// The next (true) or previous sentence instead.
    Sentence(bool),
    /// As far as the end of the next sentence, or a sentence less.
    BySentence(bool),
    /// A word more, or less, at the end.
    EndByWord(bool),
    /// The beginning a word later (true) or earlier.
    StartByWord(bool),
}

/// What is marked after a step, in code points; `from` is where to begin while nothing is.
pub fn marked_after(text: &str, marked: Option<Range<usize>>, from: usize, step: MarkStep) -> Option<Range<usize>> {
    let read = Text::new(text);
    let sentences: Vec<Range<usize>> =
        read.sentences().iter().map(|sentence| read.chars(sentence.tokens.clone())).filter(|s| !s.is_empty()).collect();
    let Some(now) = marked else {
        return sentences.iter().find(|sentence| sentence.end > from).or(sentences.last()).cloned();
    };
    // Marks of punctuation are words here.
    let words: Vec<Range<usize>> = (0..read.tokens().len()).map(|i| read.chars(i..i + 1)).collect();
    let next = match step {
        MarkStep::Sentence(true) => sentences.iter().find(|s| s.start >= now.end).cloned()?,
        MarkStep::Sentence(false) => sentences.iter().rfind(|s| s.end <= now.start).cloned()?,
        MarkStep::BySentence(true) => now.start..sentences.iter().find(|s| s.end > now.end)?.end,
        MarkStep::BySentence(false) => now.start..sentences.iter().rfind(|s| s.end < now.end)?.end,
        MarkStep::EndByWord(true) => now.start..words.iter().find(|word| word.end > now.end)?.end,
        MarkStep::EndByWord(false) => now.start..words.iter().rfind(|word| word.end < now.end)?.end,
        MarkStep::StartByWord(true) => words.iter().find(|word| word.start > now.start)?.start..now.end,
        MarkStep::StartByWord(false) => words.iter().rfind(|word| word.start < now.start)?.start..now.end,
    };
    (next.start < next.end).then_some(next)
}

/// A stretch without the blanks at its ends; `None` where nothing is left.
pub fn without_blanks(text: &str, marked: Range<usize>) -> Option<Range<usize>> {
    let inside: Vec<char> = text.chars().skip(marked.start).take(marked.len()).collect();
    let first = inside.iter().position(|c| !c.is_whitespace())?;
    let last = inside.iter().rposition(|c| !c.is_whitespace())?;
    Some(marked.start + first..marked.start + last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The “city” fell. Its governor left on Thursday. Nobody said more.";

    fn words(marked: Option<Range<usize>>) -> String {
        marked.map_or_else(String::new, |at| TEXT.chars().skip(at.start).take(at.len()).collect())
    }

    #[test]
    fn words_are_marked_sentence_by_sentence_and_word_by_word() {
        let after = |marked, step| marked_after(TEXT, marked, 0, step);
        let first = after(None, MarkStep::Sentence(true));
        assert_eq!(words(first.clone()), "The “city” fell.");
        let second = after(first.clone(), MarkStep::Sentence(true));
        assert_eq!(words(second.clone()), "Its governor left on Thursday.");
        assert_eq!(after(second.clone(), MarkStep::Sentence(false)), first);
        let both = after(first.clone(), MarkStep::BySentence(true));
        assert!(words(both.clone()).ends_with("on Thursday."));
        assert_eq!(after(both, MarkStep::BySentence(false)), first);
        let more = after(first.clone(), MarkStep::EndByWord(true));
        assert_eq!(words(more.clone()), "The “city” fell. Its");
        assert_eq!(after(more, MarkStep::EndByWord(false)), first);
        let later = after(second.clone(), MarkStep::StartByWord(true));
        assert_eq!(words(later.clone()), "governor left on Thursday.");
        assert_eq!(after(later, MarkStep::StartByWord(false)), second);
        assert_eq!(after(first, MarkStep::Sentence(false)), None);
    }

    #[test]
    fn blanks_at_the_ends_are_no_part_of_a_quotation() {
        assert_eq!(without_blanks(" a b\n", 0..5), Some(1..4));
        assert_eq!(without_blanks("   ", 0..3), None);
    }
}
