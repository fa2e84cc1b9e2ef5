//! Outlines as kept beside a project, and as the worker sends them: derived data that can be read again from the text at
//! any time.

use super::{SpanForm, span, span_form};
use crate::structure::{Heading, Outline, Task};
use serde::{Deserialize, Serialize};

/// An outline (提纲) as stored.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct OutlineForm {
    headings: Vec<HeadingForm>,
    tasks: Vec<TaskForm>,
    issuer: Option<String>,
    jurisdiction: Option<String>,
    date: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct HeadingForm {
    span: SpanForm,
    level: u8,
    number: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct TaskForm {
    span: SpanForm,
    number: String,
    title: Option<SpanForm>,
    section: Option<usize>,
}

impl From<&Outline> for OutlineForm {
    fn from(outline: &Outline) -> Self {
        let heading =
            |it: &Heading| HeadingForm { span: span_form(it.span), level: it.level, number: it.number.clone() };
        let task = |it: &Task| TaskForm {
            span: span_form(it.span),
            number: it.number.clone(),
            title: it.title.map(span_form),
            section: it.section,
        };
        Self {
            headings: outline.headings.iter().map(heading).collect(),
            tasks: outline.tasks.iter().map(task).collect(),
            issuer: outline.issuer.clone(),
            jurisdiction: outline.jurisdiction.clone(),
            date: outline.date.clone(),
        }
    }
}

impl From<OutlineForm> for Outline {
    fn from(form: OutlineForm) -> Self {
        let heading = |it: HeadingForm| Heading { span: span(it.span), level: it.level, number: it.number };
        let task = |it: TaskForm| Task {
            span: span(it.span),
            number: it.number,
            title: it.title.map(span),
            section: it.section,
        };
        Self {
            headings: form.headings.into_iter().map(heading).collect(),
            tasks: form.tasks.into_iter().map(task).collect(),
            issuer: form.issuer,
            jurisdiction: form.jurisdiction,
            date: form.date,
        }
    }
}
