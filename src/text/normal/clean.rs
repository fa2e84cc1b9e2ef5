//! Building the view in one pass over the imported text.

use super::{NormalView, Run, gloss, script, space};
use crate::text::Utf8;

/// Builds the view of a text.
pub(super) fn view_of(raw: &str) -> NormalView {
    let mut view = Builder { raw, content: String::with_capacity(raw.len()), runs: Vec::new(), copied: 0 };
    let simplified = script::table();
    let mut before = '\n';
    let mut skip_to = 0;
    for (at, ch) in raw.char_indices() {
        if at < skip_to {
            continue;
        }
        let end = at + ch.len_utf8();
        let shown = match ch {
            ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
                view.flush(at);
                let rest = raw.get(end..).unwrap_or("");
                (!space::is_left_by_converter(&view.content, rest)).then_some(' ')
            }
            '(' | '（' => {
                skip_to = gloss::end(raw, at, before).unwrap_or(0);
                (skip_to == 0).then_some('(')
            }
            '\0'..='\u{ac}' => Some(ch),
            '！'..='～' => char::from_u32(u32::from(ch) - 0xFEE0),
            '﹪' => Some('%'),
            '﹣' => Some('-'),
            '\u{2e80}'..='\u{faff}' => {
                Some(simplified.get(ch, before, || raw.get(end..).and_then(|it| it.chars().next())))
            }
            _ => (!is_invisible(ch)).then_some(ch),
        };
        match shown {
            Some(shown) if shown == ch => before = ch,
            Some(shown) => {
                view.replace(at, end, shown);
                before = shown;
            }
            None => view.skip(at, skip_to.max(end)),
        }
    }
    view.flush(raw.len());
    NormalView { content: view.content, runs: view.runs }
}

/// Characters without a shape of their own that files carry along: soft hyphen, zero-width space and joiners, direction
/// marks, byte order mark, variation selectors.
fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// The view so far. What is shown as it stands is copied in slices, when something else comes.
struct Builder<'a> {
    raw: &'a str,
    content: String,
    runs: Vec<Run>,
    /// Raw bytes up to here are in the view or skipped.
    copied: usize,
}

impl Builder<'_> {
    /// Copies what stands before this raw position.
    fn flush(&mut self, upto: usize) {
        if let Some(slice) = self.raw.get(self.copied..upto).filter(|slice| !slice.is_empty()) {
            self.begin(self.copied, 1);
            self.content.push_str(slice);
            self.copied = upto;
        }
    }

    /// Shows another character for the one at `start..end`.
    fn replace(&mut self, start: usize, end: usize, shown: char) {
        self.flush(start);
        self.begin(start, (end - start) / shown.len_utf8());
        self.content.push(shown);
        self.copied = end;
    }

    /// Leaves a stretch out.
    fn skip(&mut self, start: usize, end: usize) {
        self.flush(start);
        self.copied = end;
    }

    /// Begins a run here, unless the last one goes on in the same way.
    fn begin(&mut self, raw: usize, width: usize) {
        let (view, raw) = (Utf8::from_index(self.content.len()).0, Utf8::from_index(raw).0);
        let width = if width == 3 {
            3
        } else if width == 2 {
            2
        } else {
            1
        };
        if self.runs.last().is_none_or(|run| run.width != width || run.raw_at(view) != raw) {
            self.runs.push(Run { view, raw, width });
        }
    }
}
