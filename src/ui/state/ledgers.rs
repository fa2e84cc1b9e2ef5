//! The ledgers of documents that are looked at (分解表缓存): brought up to date when they are read, not with each edit.

use crate::annotate::DocId;
use crate::ledger::{Live, Row, Source};
use crate::project::Document;
use crate::text::Span;
use litemap::LiteMap;
use std::sync::Arc;

/// How many changed stretches are remembered until deriving everything again is the cheaper way.
const LONGEST: usize = 64;

/// One ledger for each document that was looked at.
#[derive(Debug, Default)]
pub struct Ledgers(LiteMap<DocId, (Live, Vec<Span>)>);

impl Ledgers {
    /// Takes note that marks or relations changed there.
    pub fn note(&mut self, doc: DocId, spans: &[Span]) {
        if let Some((_, stale)) = self.0.get_mut(&doc) {
            stale.extend(spans);
            if stale.len() > LONGEST {
                self.0.remove(&doc);
            }
        }
    }

    /// The rows of a document; none while its text or structure is not known.
    pub fn rows(&mut self, document: &Document) -> Vec<Arc<Row>> {
        let (Some(text), Some(outline)) = (document.text(), document.outline()) else { return Vec::new() };
        let (live, stale) = self.0.entry(document.info().id).or_default();
        let relations: Vec<_> = document.relations().cloned().collect();
        let by_id = |id| document.mark(id).cloned();
        let source = Source { text, outline, marks: document.marks(), relations: &relations, by_id: &by_id };
        live.update(&source, &std::mem::take(stale));
        live.rows().to_vec()
    }
}
