//! Words (词) and their kinds, as jieba cuts and tags them: what recognisers fall back on where rules end.
//!
//! Unknown words are left as single characters rather than guessed: for names that is the better sign. Long lines are cut
//! in windows at fixed distances from the line's start, so that time stays linear and nothing depends on the chunking.

#[cfg(feature = "engine")]
use {crate::text::ViewSpan, jieba_rs::Jieba};

/// Bytes of a line that are cut at once, at least.
#[cfg(feature = "engine")]
const WINDOW: usize = 6 * 1024;

/// What kind of word it is (词性), as far as the rules need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordKind {
    /// A place: `ns`.
    Place,
    /// A person's name, or part of one: `nr`.
    Person,
    /// An organisation: `nt`.
    Organ,
    /// Another proper name: `nz`.
    Proper,
    /// A common noun: `n`, `ng`, `nl`.
    Noun,
    /// A short form: `j`.
    Short,
    /// A verb: `v`.
    Verb,
    /// A verb used as a noun: `vn`, `an`.
    VerbNoun,
    /// An adjective or distinguishing word: `a`, `b`, `z`.
    Describing,
    /// A number or measure word: `m`, `q`.
    Number,
    /// A time: `t`.
    Time,
    /// A direction or a place word: `f`, `s`.
    Direction,
    /// Adverbs, pronouns, prepositions, conjunctions, particles.
    Function,
    /// Idioms and set phrases: `i`, `l`.
    Phrase,
    /// Latin letters and digits.
    Letters,
    /// Punctuation and white space.
    Mark,
    /// What the dictionary does not know.
    Unknown,
}

/// A word of the normal view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Its first byte in the view.
    pub start: u32,
    /// The byte after its last one.
    pub end: u32,
    /// What kind of word it is.
    pub kind: WordKind,
}

/// The words of a region, in order and without gaps.
#[derive(Debug, Clone, Default)]
pub struct Words {
    words: Vec<Word>,
    /// For every [`STRIDE`] bytes of the region the word that holds the first of them: rules ask for the word at a place
    /// again and again.
    marks: Vec<u32>,
}

/// Bytes between two marks.
const STRIDE: usize = 16;

impl Words {
    /// Words in order and without gaps.
    #[cfg(feature = "engine")]
    fn new(words: Vec<Word>) -> Self {
        let start = words.first().map_or(0, |word| word.start as usize);
        let end = words.last().map_or(0, |word| word.end as usize);
        let mut marks = Vec::with_capacity((end - start) / STRIDE + 1);
        for (index, word) in (0_u32..).zip(&words) {
            while start + marks.len() * STRIDE < word.end as usize {
                marks.push(index);
            }
        }
        Self { words, marks }
    }

    /// All words.
    pub fn all(&self) -> &[Word] {
        &self.words
    }

    /// The index of the word that holds the byte; the number of words past the end.
    pub fn index_at(&self, at: usize) -> usize {
        let start = self.words.first().map_or(0, |word| word.start as usize);
        let Some(mark) = self.marks.get(at.saturating_sub(start) / STRIDE) else { return self.words.len() };
        let from = *mark as usize;
        let near = self.words.get(from..).unwrap_or(&[]);
        from + near.iter().take_while(|word| word.end as usize <= at).count()
    }

    /// The word that holds the byte.
    pub fn at(&self, at: usize) -> Option<Word> {
        self.words.get(self.index_at(at)).copied().filter(|word| word.start as usize <= at)
    }

    /// The word that ends before the byte or holds the one before it.
    pub fn before(&self, at: usize) -> Option<Word> {
        at.checked_sub(1).and_then(|at| self.at(at))
    }

    /// Whether a word begins or ends here.
    pub fn is_edge(&self, at: usize) -> bool {
        self.at(at).is_none_or(|word| word.start as usize == at)
    }
}

/// Cuts text into words.
#[cfg(feature = "engine")]
#[derive(Debug)]
pub struct Segmenter(Jieba);

#[cfg(feature = "engine")]
impl Segmenter {
    /// Loads jieba's dictionary.
    pub fn load() -> Self {
        Self(Jieba::new())
    }

    /// The words of a region of the view.
    pub fn words(&self, view: &str, region: ViewSpan) -> Words {
        let mut words = Vec::new();
        let mut at = region.range().start;
        for line in view.get(region.range()).unwrap_or("").split_inclusive('\n') {
            let mut rest = line;
            while !rest.is_empty() {
                let (window, tail) = rest.split_at(window_end(rest));
                self.tag(window, at, &mut words);
                at += window.len();
                rest = tail;
            }
        }
        Words::new(words)
    }

    fn tag(&self, window: &str, at: usize, words: &mut Vec<Word>) {
        words.extend(self.0.tag(window, false).into_iter().map(|tag| {
            let span = ViewSpan::from_range(at + tag.byte_start..at + tag.byte_end);
            Word { start: span.start, end: span.end, kind: kind(tag.word, tag.tag) }
        }));
    }
}

#[cfg(feature = "engine")]
/// Where to cut a line: after the first character that is no Chinese one past [`WINDOW`], or at twice that.
fn window_end(line: &str) -> usize {
    if line.len() <= 2 * WINDOW {
        return line.len();
    }
    let mut end = 2 * WINDOW;
    for (offset, ch) in line.char_indices().take_while(|(offset, _)| *offset <= 2 * WINDOW) {
        end = offset;
        if offset >= WINDOW && !('\u{3400}'..='\u{9fff}').contains(&ch) {
            break;
        }
    }
    end
}

#[cfg(feature = "engine")]
fn kind(word: &str, tag: &str) -> WordKind {
    match tag.as_bytes() {
        [b'e', b'n', b'g', ..] => WordKind::Letters,
        [b'n', b's', ..] => WordKind::Place,
        [b'n', b'r', ..] => WordKind::Person,
        [b'n', b't', ..] => WordKind::Organ,
        [b'n', b'z', ..] => WordKind::Proper,
        [b'n', ..] => WordKind::Noun,
        [b'j', ..] => WordKind::Short,
        [b'v' | b'a', b'n', ..] => WordKind::VerbNoun,
        [b'v', ..] => WordKind::Verb,
        [b'a', b'd', ..] => WordKind::Function,
        [b'a' | b'b' | b'z', ..] => WordKind::Describing,
        [b'm' | b'q', ..] => WordKind::Number,
        [b't', ..] => WordKind::Time,
        [b'f' | b's', ..] => WordKind::Direction,
        [b'c' | b'd' | b'e' | b'h' | b'k' | b'o' | b'p' | b'r' | b'u' | b'y', ..] => WordKind::Function,
        [b'i' | b'l', ..] => WordKind::Phrase,
        _ if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) => WordKind::Letters,
        _ if word.chars().any(char::is_alphanumeric) => WordKind::Unknown,
        _ => WordKind::Mark,
    }
}
