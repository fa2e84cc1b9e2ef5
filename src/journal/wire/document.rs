//! What is known of a document, as stored.

use super::{as_text, is_default};
use crate::annotate::{DocId, DocInfo, DocStatus};
use crate::text::TextId;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocForm {
    #[serde(with = "as_text")]
    id: DocId,
    name: String,
    text: TextIdForm,
    code_points: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    source: String,
    #[serde(default, skip_serializing_if = "is_default")]
    status: StatusForm,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    labels: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    removed_at: Option<i64>,
    #[serde(default, skip_serializing_if = "is_default")]
    partial: bool,
}

#[derive(Debug, Serialize, Deserialize, Default, PartialEq)]
#[serde(rename_all = "lowercase")]
enum StatusForm {
    #[default]
    New,
    Doing,
    Done,
}

#[derive(Debug)]
struct TextIdForm(TextId);

impl Serialize for TextIdForm {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for TextIdForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hex = String::deserialize(deserializer)?;
        TextId::parse(&hex).map(Self).ok_or_else(|| D::Error::custom(format!("`{hex}` is not a text identity")))
    }
}

impl From<&DocInfo> for DocForm {
    fn from(info: &DocInfo) -> Self {
        Self {
            id: info.id,
            name: info.name.clone(),
            text: TextIdForm(info.text),
            code_points: info.code_points,
            source: info.source.clone(),
            status: match info.status {
                DocStatus::New => StatusForm::New,
                DocStatus::Doing => StatusForm::Doing,
                DocStatus::Done => StatusForm::Done,
            },
            labels: info.labels.iter().map(ToString::to_string).collect(),
            removed_at: info.removed_at,
            partial: info.is_partial,
        }
    }
}

impl From<DocForm> for DocInfo {
    fn from(form: DocForm) -> Self {
        Self {
            id: form.id,
            name: form.name,
            text: form.text.0,
            code_points: form.code_points,
            source: form.source,
            status: match form.status {
                StatusForm::New => DocStatus::New,
                StatusForm::Doing => DocStatus::Doing,
                StatusForm::Done => DocStatus::Done,
            },
            labels: form.labels.into_iter().map(Into::into).collect(),
            removed_at: form.removed_at,
            is_partial: form.partial,
        }
    }
}
