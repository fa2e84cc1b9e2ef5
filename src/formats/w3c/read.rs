//! Reading Web Annotations from an archive that holds their texts.

use crate::formats::anchor::{Given, Unit};
use crate::formats::archive::{Archive, text_entry};
use crate::formats::draft::{Draft, DraftMark, DraftRelation, without_form};
use crate::formats::format::Input;
use crate::formats::json;
use crate::formats::problem::{ProblemKind, Problems, shorten};
use crate::project::NewDocument;
use serde_json::Value;
use std::collections::BTreeMap;

/// Whether an archive holds annotations and texts.
pub(in crate::formats) fn looks(names: &[String]) -> bool {
    names.iter().any(|name| name == "annotations.json") && !names.iter().any(|name| name == "TypeSystem.xml")
}

/// Reads an archive.
pub(in crate::formats) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let mut archive = Archive::open(input.bytes)?;
    let from = input.origins("w3c", Unit::CodePoint);
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    let texts: Vec<String> = archive.names().iter().filter(|name| name.ends_with(".txt")).cloned().collect();
    for name in texts {
        let mut inner = Problems::new(&format!("{}/{name}", input.name));
        let content = text_entry(&mut archive, &name, &mut inner);
        let stem = crate::formats::stem(&name).to_owned();
        let outcome = content.map(|content| {
            let text = content.unwrap_or_default();
            drafts.insert(name, Draft { name: stem, text, ..Draft::default() });
        });
        problems.within(inner, outcome)?;
    }
    let mut inner = Problems::new(&format!("{}/annotations.json", input.name));
    let content = text_entry(&mut archive, "annotations.json", &mut inner)?.unwrap_or_default();
    json::records(&content, 0, "annotations.json", &mut inner, |number, record, inner| {
        let kind = match take(&record, number, &mut drafts) {
            Ok(()) => return,
            Err(Some(kind)) => kind,
            Err(None) => {
                let id = shorten(json::string(&record, "id"));
                ProblemKind::BadRecord { reason: format!("{id} is not about a text of this archive") }
            }
        };
        inner.at(number, kind);
    })?;
    let documents = drafts.into_values().filter_map(|draft| draft.finish(from, 1, &mut inner)).collect();
    problems.within(inner, Ok(()))?;
    Ok(documents)
}

/// Puts an annotation into the document it is about; without one it fails with nothing more to say.
fn take(record: &Value, line: usize, drafts: &mut BTreeMap<String, Draft>) -> Result<(), Option<ProblemKind>> {
    let one = |value: &Value| match value {
        Value::Array(list) => list.clone(),
        single => vec![single.clone()],
    };
    let (bodies, targets) =
        (record.get("body").map(one).unwrap_or_default(), record.get("target").map(one).unwrap_or_default());
    let of = |purpose: &'static str| bodies.iter().filter(move |it| json::string(it, "purpose") == purpose);
    let label = of("tagging").next().map(|it| json::string(it, "value")).unwrap_or_default().to_owned();
    if record.get("motivation").is_some_and(|motivation| motivation == "linking") {
        let end = |place: usize| targets.get(place).and_then(Value::as_str).ok_or(None);
        let (from, to) = (end(0)?.to_owned(), end(1)?.to_owned());
        let (source, _) = from.rsplit_once('#').ok_or(None)?;
        let draft = drafts.get_mut(source).ok_or(None)?;
        draft.relations.push(DraftRelation { kind: label, from, to, line });
        return Ok(());
    }
    let source = targets.first().and_then(|target| target.get("source")?.as_str()).ok_or(None)?;
    let draft = drafts.get_mut(source).ok_or(None)?;
    let pieces = targets.iter().map(position).collect::<Option<Vec<_>>>();
    let pieces = pieces.ok_or_else(|| without_form(&format!("{} {label}", json::string(record, "id"))))?;
    let quotes: Option<Vec<String>> = targets.iter().map(quote).collect();
    let attrs = of("describing").filter_map(|it| json::string(it, "value").split_once('='));
    draft.marks.push(DraftMark {
        id: json::string(record, "id").to_owned(),
        given: Given { pieces, quote: quotes.map(|quotes| quotes.concat()) },
        label,
        attrs: attrs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        note: of("commenting").map(|it| json::string(it, "value")).collect::<Vec<_>>().join("\n"),
        is_proposed: of("assessing").any(|it| json::string(it, "value") == "proposed"),
        line,
    });
    Ok(())
}

fn selectors(target: &Value) -> impl Iterator<Item = &Value> {
    let selector = target.get("selector");
    let list = selector.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    list.iter().chain(selector.filter(|selector| selector.is_object()))
}

fn position(target: &Value) -> Option<(u64, u64)> {
    let found = selectors(target).find(|it| json::string(it, "type") == "TextPositionSelector")?;
    Some((json::position(found, "start")?, json::position(found, "end")?))
}

fn quote(target: &Value) -> Option<String> {
    let found = selectors(target).find(|it| json::string(it, "type") == "TextQuoteSelector")?;
    Some(json::string(found, "exact").to_owned())
}
