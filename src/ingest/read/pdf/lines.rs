//! Letters on pages to lines, lines to paragraphs.

/// A letter where it stands, in points, y upwards.
pub(super) struct Letter {
    pub words: String,
    pub x: f64,
    pub y: f64,
    /// Where the next one would stand.
    pub end: f64,
    /// The height of its type.
    pub size: f64,
}

/// The letters of a page in the order in which they are drawn.
#[derive(Default)]
pub(super) struct Page {
    pub letters: Vec<Letter>,
}

/// A line.
struct Line {
    words: String,
    x: f64,
    y: f64,
    end: f64,
    size: f64,
}

/// A gap of so much of the type's height is a blank.
const BLANK: f64 = 0.18;
/// Lines farther apart than so many heights of type are two paragraphs.
const APART: f64 = 1.75;
/// A line that begins so many heights farther in than the one before begins a paragraph.
const INDENT: f64 = 0.8;
/// A line that ends so much of the page's width before the others ends a paragraph.
const SHORT: f64 = 0.2;

/// The text of all pages: paragraphs with blank lines between them. A paragraph may go on over the page.
pub(super) fn text(pages: &[Page]) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    for page in pages {
        let lines = lines(page);
        let right = lines.iter().map(|line| line.end).fold(f64::MIN, f64::max);
        let left = lines.iter().map(|line| line.x).fold(f64::MAX, f64::min);
        let mut before: Option<&Line> = None;
        for line in &lines {
            let goes_on = match (before, paragraphs.last()) {
                (Some(before), Some(_)) => follows(before, line, right, right - left),
                (None, Some(last)) => {
                    let open = !last.ends_with(['.', '!', '?', '”', '"', ':']);
                    open && line.words.chars().next().is_some_and(char::is_lowercase)
                }
                _ => false,
            };
            match paragraphs.last_mut().filter(|_| goes_on) {
                Some(paragraph) => join(paragraph, &line.words),
                None => paragraphs.push(line.words.clone()),
            }
            before = Some(line);
        }
    }
    let mut text = paragraphs.join("\n\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Whether a line belongs to the paragraph of the one before.
fn follows(before: &Line, line: &Line, right: f64, width: f64) -> bool {
    let down = before.y - line.y;
    let size = before.size.max(line.size);
    let alike = (before.size - line.size).abs() < 0.12 * size;
    let near = down > 0.0 && down < APART * size;
    let indented = line.x - before.x > INDENT * size;
    let short = right - before.end > SHORT * width && before.words.ends_with(['.', '!', '?', '”', '"']);
    alike && near && !indented && !short
}

/// Adds a line to a paragraph; a word that was parted is joined.
fn join(paragraph: &mut String, line: &str) {
    let parted = paragraph.ends_with('-') && line.chars().next().is_some_and(char::is_lowercase);
    let letter = paragraph.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    if parted && letter {
        paragraph.pop();
    } else {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

/// The lines of a page.
fn lines(page: &Page) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for letter in &page.letters {
        let words = letter.words.replace(['\u{ad}', '\0'], "");
        let size = if letter.size.is_finite() { letter.size.max(0.1) } else { 1.0 };
        let same = lines.last().is_some_and(|line| {
            (line.y - letter.y).abs() < 0.5 * line.size.max(size) && letter.x > line.end - 2.0 * line.size.max(size)
        });
        match lines.last_mut().filter(|_| same) {
            Some(line) => {
                let gap = letter.x - line.end > BLANK * size;
                if gap && !line.words.ends_with(' ') && !words.starts_with(' ') {
                    line.words.push(' ');
                }
                line.words.push_str(&words);
                line.end = letter.end;
                line.size = line.size.max(size);
            }
            None => lines.push(Line { words, x: letter.x, y: letter.y, end: letter.end, size }),
        }
    }
    for line in &mut lines {
        line.words = line.words.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    lines.retain(|line| !line.words.is_empty());
    lines
}
