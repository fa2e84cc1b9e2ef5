//! Schemes (方案): which labels, attributes and relations there are, with their names, seals, keys and colours.
//!
//! A scheme is data that a user can change; the built-in one for policy documents is [`Scheme::policy`]. Marks name
//! labels by [`Name`]; a mark whose label is not in the scheme is kept and shown as unknown.

mod extend;
mod name;
mod policy;

pub use name::Name;
pub use policy::label;

/// A word in both languages of the interface.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// What values an attribute takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttrKind {
    /// Any text.
    Text,
    /// A decimal number.
    Number,
    /// One of the listed values.
    Choice(Vec<(Name, Wording)>),
}

impl AttrKind {
    /// Whether an attribute of this kind can have a value.
    pub fn takes(&self, value: &str) -> bool {
        match self {
            Self::Text => true,
            Self::Number => is_number(value),
            Self::Choice(choices) => choices.iter().any(|(id, _)| *id == value),
        }
    }
}

/// Whether this is a decimal, with an exponent or without. It is not parsed: the standard library's tables for that are ten
/// kilobytes of the page.
fn is_number(value: &str) -> bool {
    fn unsigned(value: &str) -> &str {
        value.strip_prefix(['+', '-']).unwrap_or(value)
    }
    let are_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let (decimal, exponent) = value.split_once(['e', 'E']).unwrap_or((value, "0"));
    let (decimal, exponent) = (unsigned(decimal), unsigned(exponent));
    let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    let is_empty = whole.is_empty() && fraction.is_empty() || exponent.is_empty();
    !is_empty && [whole, fraction, exponent].into_iter().all(are_digits)
}

/// An attribute (属性) of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttrDef {
    /// The name in files.
    pub id: Name,
    /// The name people read.
    pub wording: Wording,
    /// What values it takes.
    pub kind: AttrKind,
}

/// A label (标签).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelDef {
    /// The name in files: `DEPT`.
    pub id: Name,
    /// The name people read: 责任部门.
    pub wording: Wording,
    /// The one character drawn at a mark: 责.
    pub seal: String,
    /// The key that applies it, as `KeyboardEvent.key` reports it, in lower case; empty for none.
    pub key: String,
    /// Colour as `#rrggbb` on light paper, then on dark.
    pub colour: (String, String),
    /// Its attributes in the order they are shown.
    pub attrs: Vec<AttrDef>,
}

/// A relation type (关系).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationDef {
    /// The name in files: `measures`.
    pub id: Name,
    /// The name people read.
    pub wording: Wording,
    /// Labels that it may start from; any where empty.
    pub from: Vec<Name>,
    /// Labels that it may lead to; any where empty.
    pub to: Vec<Name>,
}

impl RelationDef {
    /// Whether a relation of this type may lead from a mark of one label to one of another.
    pub fn joins(&self, from: &Name, to: &Name) -> bool {
        let allows = |labels: &[Name], label: &Name| labels.is_empty() || labels.contains(label);
        allows(&self.from, from) && allows(&self.to, to)
    }
}

/// A scheme (方案).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scheme {
    /// Labels in the order they are shown.
    pub labels: Vec<LabelDef>,
    /// Relation types.
    pub relations: Vec<RelationDef>,
}

impl Scheme {
    /// The label with this name.
    pub fn label(&self, id: &str) -> Option<&LabelDef> {
        self.labels.iter().find(|label| label.id.as_str() == id)
    }

    /// The label that a key applies.
    pub fn label_for_key(&self, key: &str) -> Option<&LabelDef> {
        self.labels.iter().find(|label| !label.key.is_empty() && label.key.eq_ignore_ascii_case(key))
    }

    /// The position of a label, which gives marks their order where they cover the same words; unknown ones come last.
    pub fn order(&self, id: &str) -> usize {
        self.labels.iter().position(|label| label.id.as_str() == id).unwrap_or(self.labels.len())
    }

    /// The relation type with this name.
    pub fn relation(&self, id: &str) -> Option<&RelationDef> {
        self.relations.iter().find(|relation| relation.id.as_str() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn numbers_are_what_the_standard_library_reads(value in "[+-]?[0-9.]{0,4}([eE][+-]?[0-9]{0,2})?[+ .x]?") {
            proptest::prop_assert_eq!(is_number(&value), value.parse::<f64>().is_ok());
        }
    }
}
