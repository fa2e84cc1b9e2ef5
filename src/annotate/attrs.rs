//! Attributes of marks.

use crate::scheme::Name;
use litemap::LiteMap;

/// The value of an attribute, and whether a recogniser filled it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attr {
    /// The value as text; numbers as plain decimals (`35000`, `56.13`).
    pub value: String,
    /// Whether it was derived from the words and no person has touched it since.
    pub derived: bool,
}

/// Attributes by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attrs(LiteMap<Name, Attr>);

impl Attrs {
    /// No attributes.
    pub const fn new() -> Self {
        Self(LiteMap::new())
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|attr| attr.value.as_str())
    }

    /// The attribute with where it comes from.
    pub fn attr(&self, name: &str) -> Option<&Attr> {
        self.0.get(name)
    }

    /// The same attributes with one more, filled in by a recogniser.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.derive(name, value);
        self
    }

    /// Fills an attribute in on behalf of a recogniser.
    pub fn derive(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.into(), Attr { value: value.into(), derived: true });
    }

    /// Sets an attribute on behalf of a person; an empty value removes it.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        if value.is_empty() {
            self.0.remove(name);
        } else {
            self.0.insert(name.into(), Attr { value, derived: false });
        }
    }

    /// Puts an attribute in as it is, for readers of files and journals.
    pub fn insert(&mut self, name: Name, attr: Attr) {
        self.0.insert(name, attr);
    }

    /// All attributes in order of name.
    pub fn iter(&self) -> impl Iterator<Item = (&Name, &Attr)> {
        self.0.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
