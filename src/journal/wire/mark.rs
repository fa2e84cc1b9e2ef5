//! Marks and relations as stored.

use super::{SpanForm, as_text, is_default, span, span_form};
use crate::annotate::{Attr, Attrs, Mark, MarkId, Origin, Proposal, Relation, RelationId, Review};
use crate::journal::as_map;
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MarkForm {
    #[serde(with = "as_text")]
    id: MarkId,
    spans: Vec<SpanForm>,
    label: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "as_map")]
    attrs: Vec<(String, AttrForm)>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    origin: OriginForm,
    review: ReviewForm,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AttrForm {
    value: String,
    #[serde(default, skip_serializing_if = "is_default")]
    derived: bool,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum OriginForm {
    Human,
    Recogniser {
        rule: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
        span: SpanForm,
        label: String,
    },
    Import {
        source: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<String>,
    },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ReviewForm {
    Proposed,
    Accepted,
    Rejected,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelationForm {
    #[serde(with = "as_text")]
    id: RelationId,
    kind: String,
    #[serde(with = "as_text")]
    from: MarkId,
    #[serde(with = "as_text")]
    to: MarkId,
    origin: OriginForm,
    review: ReviewForm,
}

impl From<&Mark> for MarkForm {
    fn from(mark: &Mark) -> Self {
        let attr = |attr: &Attr| AttrForm { value: attr.value.clone(), derived: attr.derived };
        Self {
            id: mark.id,
            spans: mark.spans.iter().copied().map(span_form).collect(),
            label: mark.label.to_string(),
            attrs: mark.attrs.iter().map(|(name, value)| (name.to_string(), attr(value))).collect(),
            note: mark.note.clone(),
            origin: (&mark.origin).into(),
            review: mark.review.into(),
        }
    }
}

impl From<MarkForm> for Mark {
    fn from(form: MarkForm) -> Self {
        let mut attrs = Attrs::new();
        for (name, attr) in form.attrs {
            attrs.insert(name.into(), Attr { value: attr.value, derived: attr.derived });
        }
        Self {
            id: form.id,
            spans: form.spans.into_iter().map(span).collect(),
            label: form.label.into(),
            attrs,
            note: form.note,
            origin: form.origin.into(),
            review: form.review.into(),
        }
    }
}

impl From<&Relation> for RelationForm {
    fn from(relation: &Relation) -> Self {
        Self {
            id: relation.id,
            kind: relation.kind.to_string(),
            from: relation.from,
            to: relation.to,
            origin: (&relation.origin).into(),
            review: relation.review.into(),
        }
    }
}

impl From<RelationForm> for Relation {
    fn from(form: RelationForm) -> Self {
        Self {
            id: form.id,
            kind: form.kind.into(),
            from: form.from,
            to: form.to,
            origin: form.origin.into(),
            review: form.review.into(),
        }
    }
}

impl From<&Origin> for OriginForm {
    fn from(origin: &Origin) -> Self {
        match origin {
            Origin::Human => Self::Human,
            Origin::Recogniser(made) => Self::Recogniser {
                rule: made.rule.to_string(),
                words: made.words.clone(),
                span: span_form(made.span),
                label: made.label.to_string(),
            },
            Origin::Import { source, quote } => Self::Import { source: source.to_string(), quote: quote.clone() },
        }
    }
}

impl From<OriginForm> for Origin {
    fn from(form: OriginForm) -> Self {
        match form {
            OriginForm::Human => Self::Human,
            OriginForm::Recogniser { rule, words, span: covered, label } => {
                Self::Recogniser(Proposal { rule: rule.into(), words, span: span(covered), label: label.into() })
            }
            OriginForm::Import { source, quote } => Self::Import { source: source.into(), quote },
        }
    }
}

impl From<Review> for ReviewForm {
    fn from(review: Review) -> Self {
        match review {
            Review::Proposed => Self::Proposed,
            Review::Accepted => Self::Accepted,
            Review::Rejected => Self::Rejected,
        }
    }
}

impl From<ReviewForm> for Review {
    fn from(form: ReviewForm) -> Self {
        match form {
            ReviewForm::Proposed => Self::Proposed,
            ReviewForm::Accepted => Self::Accepted,
            ReviewForm::Rejected => Self::Rejected,
        }
    }
}
