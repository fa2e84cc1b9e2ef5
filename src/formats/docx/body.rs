//! The body of a Word document: runs to paragraphs, cells to rows.

use super::numbering::Numbering;
use crate::formats::problem::{Dropped, ProblemKind, Problems};
use crate::formats::xml::{Element, Node, Xml};
use std::collections::BTreeMap;

/// The text of a document on its way.
pub(super) struct Body {
    numbering: Numbering,
    out: String,
    paragraphs: Vec<Paragraph>,
    /// Tables and text boxes that have begun, the innermost last.
    holders: Vec<Holder>,
    /// Fields that are open: `true` while their code is read, `false` while their result is.
    fields: Vec<bool>,
    dropped: BTreeMap<Dropped, u64>,
}

/// A paragraph that has begun.
#[derive(Default)]
struct Paragraph {
    text: String,
    list: Option<String>,
    level: Option<usize>,
    style: Option<String>,
    /// Whether the run being read is hidden.
    hidden: bool,
    /// Whether the properties being read are those of the paragraph's mark, which has no words.
    in_properties: bool,
}

/// What holds paragraphs, other than the text itself.
enum Holder {
    /// A text box; its text waits for the paragraph that holds it.
    Box(String),
    /// A table: finished rows, finished cells of this row, this cell.
    Table { rows: String, row: Vec<String>, cell: String },
}

impl Body {
    pub(super) fn new(numbering: Numbering) -> Self {
        Self {
            numbering,
            out: String::new(),
            paragraphs: Vec::new(),
            holders: Vec::new(),
            fields: Vec::new(),
            dropped: BTreeMap::new(),
        }
    }

    /// Reads a part of the document.
    pub(super) fn read(&mut self, part: &str, content: &str) -> Result<(), ProblemKind> {
        let mut xml = Xml::new(part, content);
        let mut in_text = false;
        while let Some(node) = xml.step()? {
            match node {
                Node::Open(element) => {
                    in_text = element.name() == "t";
                    self.open(&element, &mut xml)?;
                }
                Node::Close(name) => {
                    in_text = false;
                    self.close(&name);
                }
                Node::Text(text) if in_text => self.words(&text),
                Node::Text(_) => {}
            }
        }
        Ok(())
    }

    /// Reads foot- or endnotes, leaving out the separators that every document has.
    pub(super) fn read_notes(&mut self, part: &str, content: &str) -> Result<(), ProblemKind> {
        self.fields.clear();
        self.read(part, content)
    }

    /// The text, and what was left out.
    pub(super) fn finish(mut self, footnotes: bool, problems: &mut Problems) -> String {
        if footnotes {
            self.dropped.remove(&Dropped::Note);
        }
        for (what, count) in self.dropped {
            problems.add(ProblemKind::Dropped { what, count });
        }
        self.out
    }

    fn open(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), ProblemKind> {
        let name = element.name();
        if let Some(what) = left_out(name, element) {
            if let Some(what) = what {
                *self.dropped.entry(what).or_default() += 1;
            }
            return xml.skip();
        }
        match name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "tbl" => self.holders.push(Holder::Table { rows: String::new(), row: Vec::new(), cell: String::new() }),
            "txbxContent" => self.holders.push(Holder::Box(String::new())),
            "pict" | "drawing" | "object" | "oMath" => *self.dropped.entry(Dropped::Picture).or_default() += 1,
            "footnoteReference" | "endnoteReference" => *self.dropped.entry(Dropped::Note).or_default() += 1,
            "commentReference" => *self.dropped.entry(Dropped::Comment).or_default() += 1,
            "fldChar" => self.field(element.attr("fldCharType").as_deref()),
            "tab" if !self.in_properties() => self.words("\t"),
            // Page and column breaks are looks; only line breaks are in the text.
            "br" if matches!(element.attr("type").as_deref(), Some("page" | "column")) => {}
            "br" | "cr" => self.words("\n"),
            "noBreakHyphen" => self.words("-"),
            "sym" => self.symbol(element),
            _ => self.property(name, element),
        }
        Ok(())
    }

    fn property(&mut self, name: &str, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match name {
            "pPr" => paragraph.in_properties = true,
            "r" => paragraph.hidden = false,
            "pStyle" => paragraph.style = element.attr("val"),
            "numId" => paragraph.list = element.attr("val"),
            "ilvl" => paragraph.level = element.attr("val").and_then(|level| level.parse().ok()),
            "vanish" if !paragraph.in_properties => {
                let off = matches!(element.attr("val").as_deref(), Some("0" | "false" | "off"));
                paragraph.hidden = !off;
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "pPr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.in_properties = false;
                }
            }
            "p" => self.end_paragraph(),
            "txbxContent" => {
                if let Some(Holder::Box(text)) = self.holders.pop() {
                    self.put_after(&text);
                }
            }
            "tc" => {
                if let Some(Holder::Table { row, cell, .. }) = self.holders.last_mut() {
                    row.push(std::mem::take(cell));
                }
            }
            "tr" => {
                if let Some(Holder::Table { rows, row, .. }) = self.holders.last_mut() {
                    rows.push_str(&row.join("\t"));
                    rows.push('\n');
                    row.clear();
                }
            }
            "tbl" => {
                if let Some(Holder::Table { rows, .. }) = self.holders.pop() {
                    self.put(rows.trim_end_matches('\n'));
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        let is_blank = paragraph.text.trim().is_empty();
        let mut line = String::new();
        if !is_blank {
            let (list, style) = (paragraph.list.as_deref(), paragraph.style.as_deref());
            line = self.numbering.next(list, paragraph.level, style);
        }
        line.push_str(&paragraph.text);
        self.put(&line);
    }

    /// Puts a finished paragraph or table where it belongs: the text box, the cell, or the text.
    fn put(&mut self, text: &str) {
        match self.holders.last_mut() {
            Some(Holder::Box(out)) => {
                out.push_str(text);
                out.push('\n');
            }
            Some(Holder::Table { cell, .. }) => {
                // Inside a cell nothing may tear the row.
                if !cell.is_empty() && !text.is_empty() {
                    cell.push(' ');
                }
                cell.push_str(&text.replace(['\n', '\t'], " "));
            }
            None => {
                self.out.push_str(text);
                self.out.push('\n');
            }
        }
    }

    /// A text box ends inside a paragraph, whose own line comes first.
    fn put_after(&mut self, text: &str) {
        let text = text.trim_end_matches('\n');
        if text.is_empty() {
            return;
        }
        match self.paragraphs.last_mut() {
            Some(paragraph) if !paragraph.text.is_empty() => {
                paragraph.text.push('\n');
                paragraph.text.push_str(text);
            }
            Some(paragraph) => paragraph.text.push_str(text),
            None => self.put(text),
        }
    }

    fn words(&mut self, text: &str) {
        if self.fields.last() == Some(&true) {
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        if paragraph.hidden {
            *self.dropped.entry(Dropped::Hidden).or_default() += 1;
            return;
        }
        paragraph.text.push_str(text);
    }

    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => {
                self.fields.push(true);
                *self.dropped.entry(Dropped::FieldCode).or_default() += 1;
            }
            Some("separate") => {
                if let Some(in_code) = self.fields.last_mut() {
                    *in_code = false;
                }
            }
            _ => {
                self.fields.pop();
            }
        }
    }

    /// A character of a symbol font; only those that are also ordinary characters can be kept.
    fn symbol(&mut self, element: &Element<'_>) {
        let code = element.attr("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let known = code.and_then(char::from_u32).filter(|&ch| !('\u{e000}'..='\u{f8ff}').contains(&ch));
        match known {
            Some(ch) => self.words(ch.encode_utf8(&mut [0; 4])),
            None => *self.dropped.entry(Dropped::Picture).or_default() += 1,
        }
    }

    fn in_properties(&self) -> bool {
        self.paragraphs.last().is_none_or(|paragraph| paragraph.in_properties)
    }
}

/// Whether an element is left out with all it holds, and what that counts as.
fn left_out(name: &str, element: &Element<'_>) -> Option<Option<Dropped>> {
    match name {
        "del" | "moveFrom" => Some(Some(Dropped::TrackedDeletion)),
        "instrText" | "delText" | "delInstrText" | "Fallback" | "sectPr" | "rPrChange" | "pPrChange"
        | "numberingChange" => Some(None),
        // Separators of notes, which every document has.
        "footnote" | "endnote" if element.attr("type").is_some() => Some(None),
        _ => None,
    }
}
