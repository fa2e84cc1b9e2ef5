//! Schemes as stored.

use crate::scheme::{AttrDef, AttrKind, LabelDef, RelationDef, Scheme, Wording};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeForm {
    labels: Vec<LabelForm>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    relations: Vec<RelationTypeForm>,
}

/// Chinese, then English.
type WordingForm = (String, String);

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelForm {
    id: String,
    wording: WordingForm,
    seal: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    key: String,
    /// On light paper, then on dark.
    colour: (String, String),
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attrs: Vec<AttrDefForm>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AttrDefForm {
    id: String,
    wording: WordingForm,
    kind: KindForm,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindForm {
    Text,
    Number,
    Choice(Vec<(String, WordingForm)>),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationTypeForm {
    id: String,
    wording: WordingForm,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    from: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    to: Vec<String>,
}

fn wording_form(wording: &Wording) -> WordingForm {
    (wording.zh.clone(), wording.en.clone())
}

fn wording((zh, en): WordingForm) -> Wording {
    Wording { zh, en }
}

impl From<&Scheme> for SchemeForm {
    fn from(scheme: &Scheme) -> Self {
        Self {
            labels: scheme.labels.iter().map(Into::into).collect(),
            relations: scheme.relations.iter().map(Into::into).collect(),
        }
    }
}

impl From<SchemeForm> for Scheme {
    fn from(form: SchemeForm) -> Self {
        Self {
            labels: form.labels.into_iter().map(Into::into).collect(),
            relations: form.relations.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&LabelDef> for LabelForm {
    fn from(label: &LabelDef) -> Self {
        let attrs = label.attrs.iter().map(|attr| AttrDefForm {
            id: attr.id.to_string(),
            wording: wording_form(&attr.wording),
            kind: (&attr.kind).into(),
        });
        Self {
            id: label.id.to_string(),
            wording: wording_form(&label.wording),
            seal: label.seal.clone(),
            key: label.key.clone(),
            colour: label.colour.clone(),
            attrs: attrs.collect(),
        }
    }
}

impl From<LabelForm> for LabelDef {
    fn from(form: LabelForm) -> Self {
        let attrs = form.attrs.into_iter().map(|attr| AttrDef {
            id: attr.id.into(),
            wording: wording(attr.wording),
            kind: attr.kind.into(),
        });
        Self {
            id: form.id.into(),
            wording: wording(form.wording),
            seal: form.seal,
            key: form.key,
            colour: form.colour,
            attrs: attrs.collect(),
        }
    }
}

impl From<&AttrKind> for KindForm {
    fn from(kind: &AttrKind) -> Self {
        match kind {
            AttrKind::Text => Self::Text,
            AttrKind::Number => Self::Number,
            AttrKind::Choice(values) => {
                Self::Choice(values.iter().map(|(id, name)| (id.to_string(), wording_form(name))).collect())
            }
        }
    }
}

impl From<KindForm> for AttrKind {
    fn from(form: KindForm) -> Self {
        match form {
            KindForm::Text => Self::Text,
            KindForm::Number => Self::Number,
            KindForm::Choice(values) => {
                Self::Choice(values.into_iter().map(|(id, name)| (id.into(), wording(name))).collect())
            }
        }
    }
}

impl From<&RelationDef> for RelationTypeForm {
    fn from(relation: &RelationDef) -> Self {
        Self {
            id: relation.id.to_string(),
            wording: wording_form(&relation.wording),
            from: relation.from.iter().map(ToString::to_string).collect(),
            to: relation.to.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<RelationTypeForm> for RelationDef {
    fn from(form: RelationTypeForm) -> Self {
        Self {
            id: form.id.into(),
            wording: wording(form.wording),
            from: form.from.into_iter().map(Into::into).collect(),
            to: form.to.into_iter().map(Into::into).collect(),
        }
    }
}
