//! XML, one event at a time, bounded: no document types, no entities but the predefined, limited depth and attributes.

use super::limits;
use super::problem::ProblemKind;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// A step through an XML file. Names are without their prefix.
#[derive(Debug)]
pub enum Node<'a> {
    /// An element begins. An empty one is followed by its end.
    Open(Element<'a>),
    /// An element ends.
    Close(String),
    /// Text, entities resolved.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
#[derive(Debug)]
pub struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> &str {
        local(self.0.name().0)
    }

    /// The value of an attribute, asked for by its name without prefix.
    pub fn attr(&self, name: &str) -> Option<String> {
        let found = self.attributes().find(|(key, _)| local(key) == name)?;
        Some(found.1)
    }

    /// All attributes with their full names.
    pub fn attributes(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let mut all = self.0.attributes();
        all.with_checks(false);
        all.flatten().take(limits::XML_ATTRIBUTES).map(|attr| {
            let key = attr.key.0.to_owned();
            let value = attr.normalized_value(XmlVersion::Implicit1_0);
            (key, value.map(Cow::into_owned).unwrap_or_default())
        })
    }
}

/// A walk through an XML file.
pub struct Xml<'a> {
    part: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    /// Begins a walk; `part` is how problems name the file.
    pub fn new(part: &'a str, content: &'a str) -> Self {
        let mut reader = Reader::from_str(content);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        Self { part, reader, depth: 0 }
    }

    /// The next step; `None` at the end.
    ///
    /// # Errors
    /// [`ProblemKind::Damaged`] and [`ProblemKind::Bomb`].
    pub fn step(&mut self) -> Result<Option<Node<'a>>, ProblemKind> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.damaged(&error.to_string()))?;
            return Ok(Some(match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    if self.depth > limits::XML_DEPTH {
                        return Err(ProblemKind::Bomb { limit: "depth" });
                    }
                    let mut attributes = start.attributes();
                    attributes.with_checks(false);
                    if attributes.take(limits::XML_ATTRIBUTES + 1).count() > limits::XML_ATTRIBUTES {
                        return Err(ProblemKind::Bomb { limit: "attributes" });
                    }
                    Node::Open(Element(start))
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close(local(end.name().0).to_owned())
                }
                Event::Text(text) => Node::Text(text.xml10_content()),
                Event::CData(text) => Node::Text(text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let resolved = match reference.resolve_char_ref() {
                        Ok(Some(ch)) => ch.to_string(),
                        _ => match &*reference.xml10_content() {
                            "amp" => "&".to_owned(),
                            "lt" => "<".to_owned(),
                            "gt" => ">".to_owned(),
                            "quot" => "\"".to_owned(),
                            "apos" => "'".to_owned(),
                            other => return Err(self.damaged(&format!("unknown entity {other}"))),
                        },
                    };
                    Node::Text(Cow::Owned(resolved))
                }
                Event::DocType(_) => return Err(self.damaged("it has a document type")),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
                Event::Eof if self.depth > 0 => return Err(self.damaged("it ends too early")),
                Event::Eof => return Ok(None),
            }));
        }
    }

    /// Passes over everything inside the element that has just begun, its end included.
    ///
    /// # Errors
    /// As [`Xml::step`].
    pub fn skip(&mut self) -> Result<(), ProblemKind> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.step()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn damaged(&self, reason: &str) -> ProblemKind {
        ProblemKind::Damaged { part: self.part.to_owned(), reason: reason.to_owned() }
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
