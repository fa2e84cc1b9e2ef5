//! What is shown beside the documents themselves (视图状态): views, tabs, drawers, dialogues, notices.

use crate::annotate::DocId;
use crate::scheme::Scheme;
use crate::text::Span;
use std::sync::Arc;

/// The views of the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// 标注: documents, text and details.
    #[default]
    Annotate,
    /// 任务分解表: one row a task.
    Ledger,
}

/// The tabs beside the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tab {
    /// The current mark.
    #[default]
    Details,
    /// All marks of the document.
    List,
    /// The tasks of the document.
    Tasks,
    /// The headings of the document.
    Contents,
}

/// Which side panel lies over the text where there is no room beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Drawer {
    /// None.
    #[default]
    Shut,
    /// The documents.
    Documents,
    /// The details.
    Side,
}

/// A dialogue that waits for the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialog {
    /// All keys.
    KeyMap,
    /// Commands by name.
    Commands,
    /// Formats to save in.
    Export,
    /// Suspicious marks.
    Check,
    /// What came of an import.
    Report,
    /// A text to paste.
    Paste,
    /// The three steps.
    Tour,
    /// The type of a relation.
    Relation,
    /// What a cell of the ledger comes from.
    Cell,
    /// How far a long job is.
    Progress,
    /// The projects of this browser.
    Projects,
    /// What is known of the open document.
    Document,
    /// Size, width and face of the text.
    Reading,
    /// What is kept where, backups, what comes back.
    Keeping,
    /// Changes that would be lost.
    Leaving,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Ink on paper.
    Light,
    /// Paper on ink.
    Dark,
}

impl Theme {
    /// The next one in the round that the switch goes.
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// The name under which it is remembered.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme remembered under a name.
    pub fn named(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

/// Something to tell the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub words: String,
    /// Whether something went wrong; such a notice stays until it is put away.
    pub is_error: bool,
}

/// Whether what was done is safe (保存状态).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Saved {
    /// The project is being opened; nothing can be changed yet.
    #[default]
    Opening,
    /// A write is on its way.
    Saving,
    /// The browser has acknowledged the last write.
    Saved,
    /// Changes are in memory only, and why.
    MemoryOnly(String),
    /// The project can only be looked at, why, and whether something here is not saved.
    ReadOnly(String, bool),
    /// A write failed, and why.
    Failed(String),
    /// There is no room for what was done.
    NoSpace,
}

/// How getting at a project that another tab edits is going (接管).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Taking {
    /// Nobody has asked.
    #[default]
    No,
    /// The other tab has been asked and has three seconds.
    Asked,
    /// It did not answer; it can be overruled.
    Refused,
}

/// What the recognisers are doing (识别状态).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Reading {
    /// Nothing; everything has been read.
    #[default]
    Idle,
    /// The worker is starting.
    Loading,
    /// A document is being read: how much of it, from 0 to 1, and how many more wait.
    Busy(f64, usize),
    /// The worker cannot be started. Marking by hand goes on.
    Failed,
    /// The worker is of another build than the page.
    WrongBuild,
}

/// What came of one file of an import (导入结果).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileReport {
    /// The file's name.
    pub name: String,
    /// The documents it gave.
    pub documents: Vec<DocId>,
    /// The text encoding that was used, where the file is plain text or HTML.
    pub encoding: Option<String>,
    /// The unit that its offsets were read in, where nothing in the file proves it: `codepoint` or `utf16`.
    pub unit: Option<String>,
    /// The scheme that it brought.
    pub scheme: Option<Arc<Scheme>>,
    /// What could not be read, or was left out, in the interface's language, and whether the whole file was refused.
    pub problems: Vec<(String, bool)>,
    /// Whether it is still being read.
    pub busy: bool,
    /// The text encoding and the unit of offsets that were asked for.
    pub wanted: (Option<String>, Option<String>),
    /// How often the worker died while it had this file.
    pub n_deaths: u32,
    /// Whether it waits to be read once more after that.
    pub again: bool,
}

/// What the reading pane has to draw again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redraw {
    /// Another document, or the same one set otherwise.
    Document,
    /// The same document with another outline.
    Outline,
    /// The blocks that these stretches touch.
    Spans(Vec<Span>),
    /// Everything drawn: the scheme or the language changed.
    All,
}
