//! The visible text of a page, laid out in lines as a browser would.

/// Text laid out in lines.
#[derive(Default)]
pub(super) struct Lines {
    out: String,
    line: String,
    /// A blank that was met and not yet written, and whether it held a line break of the source.
    blank: Option<bool>,
    in_row: bool,
    is_first_cell: bool,
    /// Whether the last character, kept as it is, was a carriage return, whose line feed may follow in the next piece.
    after_return: bool,
}

impl Lines {
    pub(super) fn flow(&mut self, text: &str) {
        self.after_return = false;
        for ch in text.chars() {
            if matches!(ch, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.blank = Some(self.blank == Some(true) || ch == '\n');
                continue;
            }
            if let Some(was_break) = self.blank.take() {
                let before = self.line.chars().next_back();
                let joins = was_break && before.is_some_and(is_wide) && is_wide(ch);
                if before.is_some_and(|before| before != '\t') && !joins {
                    self.line.push(' ');
                }
            }
            self.line.push(ch);
        }
    }

    pub(super) fn verbatim(&mut self, text: &str) {
        // The page's own line ends are settled by its parser, those that it writes as `&#13;` are not.
        for ch in text.chars() {
            match ch {
                '\n' if self.after_return => {}
                '\n' | '\r' => self.end_line(),
                _ => self.line.push(ch),
            }
            self.after_return = ch == '\r';
        }
    }

    pub(super) fn end_line(&mut self) {
        self.blank = None;
        if self.in_row {
            // A line break inside a cell must not tear its row.
            self.blank = Some(false);
            return;
        }
        self.out.push_str(&self.line);
        self.out.push('\n');
        self.line.clear();
    }

    pub(super) fn end_block(&mut self) {
        if !self.line.is_empty() || self.in_row {
            self.end_line();
        }
        self.blank = None;
    }

    pub(super) fn cell(&mut self) {
        self.in_row = true;
        self.blank = None;
        if !self.is_first_cell {
            self.line.push('\t');
        }
        self.is_first_cell = false;
    }

    pub(super) fn row(&mut self) {
        self.in_row = false;
        self.end_block();
        self.is_first_cell = true;
    }

    pub(super) fn finish(mut self) -> String {
        self.in_row = false;
        self.end_block();
        self.out
    }
}

/// Whether a character is one of those that stand without blanks between them: Chinese characters and their marks.
fn is_wide(ch: char) -> bool {
    matches!(ch, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '…' | '—')
}
