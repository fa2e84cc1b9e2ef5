//! Label Studio: its full JSON, and the flat `JSON_MIN`.
//!
//! A list of tasks; `data.text` is the text, `annotations` hold what people did, `predictions` what programs proposed.
//! An attribute is a further result with the same `id` as its region; relations are results of their own. Offsets are
//! **code points** (label-studio#1347). With the file goes the labelling configuration, whose names the results refer
//! to; without it Label Studio shows no region.
//!
//! A document of which nobody has accepted anything is written as a prediction, any other as an annotation, in which
//! proposals have the origin `prediction`. Read: the first annotation that was not cancelled (others are counted as left
//! out), or else the first prediction; a mark for each label of a region. Of the words that a region quotes only what is not blank is compared, because Label Studio collapses blanks
//! (label-studio#3078); they also prove the UTF-16 offsets of older releases.
//!
//! Losses: discontinuous marks, remarks, states of documents, evidence, rejected marks.
//!
//! Definition: Label Studio's export documentation and its `label_studio_sdk` converter, 1.13.

use super::anchor::{Given, Unit};
use super::draft::{Draft, DraftMark, DraftRelation, left_out, without_form};
use super::escape::escape;
use super::export::{Carries, Export, Page};
use super::format::{Input, Part, part};
use super::json;
use super::problem::{ProblemKind, Problems, shorten};
use super::value::text_value;
use crate::annotate::Review;
use crate::project::NewDocument;
use crate::scheme::{AttrKind, Name, Scheme};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

/// What Label Studio carries.
pub(super) const CARRIES: Carries =
    Carries { relations: true, attrs: true, labels: true, review: true, ..Carries::SPANS };

/// Whether a first record is one of Label Studio's.
pub(super) fn looks(first: &Value) -> bool {
    let full = first.get("data").is_some_and(Value::is_object)
        && (first.get("annotations").is_some()
            || first.get("predictions").is_some()
            || first.get("completions").is_some());
    let regions = json::list(first, "label");
    let flat = !regions.is_empty() && regions.iter().all(|it| it.get("labels").is_some() && it.get("start").is_some());
    full || flat
}

/// Reads tasks.
pub(super) fn read(input: &Input<'_>, problems: &mut Problems) -> Result<Vec<NewDocument>, ProblemKind> {
    let from = input.origins("label-studio", Unit::CodePoint);
    let mut documents = Vec::new();
    json::records(
        input.text(),
        input.lines_before,
        "Label Studio JSON",
        problems,
        |number, task, problems| match draft(&task) {
            Some(draft) => documents.extend(draft.finish(from, number, problems)),
            None => {
                let reason = "the task has no text; only tasks with a Text object can be read".to_owned();
                problems.at(number, ProblemKind::BadRecord { reason });
            }
        },
    )?;
    Ok(documents)
}

fn draft(task: &Value) -> Option<Draft> {
    let data = task.get("data").unwrap_or(task);
    let text = ["text", "content"].into_iter().find_map(|key| data.get(key)?.as_str())?.to_owned();
    let name = ["doc_id", "name", "filename"].into_iter().map(|key| json::id(data, key)).find(|it| !it.is_empty());
    let mut draft = Draft { name: name.unwrap_or_else(|| json::id(task, "id")), text, ..Draft::default() };
    draft.unit = json::stated_unit(data);
    let people = json::list(task, "annotations").iter().chain(json::list(task, "completions"));
    let done = people.clone().find(|it| it.get("was_cancelled").and_then(Value::as_bool) != Some(true));
    let n_others = people.filter(|it| it.get("was_cancelled").and_then(Value::as_bool) != Some(true)).count();
    if n_others > 1 {
        draft.faults.push(left_out(format!("{} further annotations of the task", n_others - 1)));
    }
    if let Some(done) = done {
        results(json::list(done, "result"), false, &mut draft);
    }
    // What people did began as the prediction, so both together would give every mark twice.
    if let (None, Some(proposed)) = (done, json::list(task, "predictions").first()) {
        results(json::list(proposed, "result"), true, &mut draft);
    }
    for region in json::list(task, "label") {
        take_region(region, region, String::new(), false, &mut draft);
    }
    Some(draft)
}

/// Regions, their attributes, relations and document labels of one list of results.
fn results(list: &[Value], is_proposed: bool, draft: &mut Draft) {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for result in list {
        let Some(value) = result.get("value") else { continue };
        let id = json::id(result, "id");
        let place = draft.marks.len();
        take_region(result, value, id.clone(), is_proposed, draft);
        if draft.marks.len() > place {
            places.entry(id).or_insert(place);
        }
    }
    for result in list {
        let kind = json::string(result, "type");
        if kind == "relation" {
            let end = |key| json::id(result, key);
            let (from, to) = match json::string(result, "direction") {
                "left" => (end("to_id"), end("from_id")),
                _ => (end("from_id"), end("to_id")),
            };
            let kind = json::list(result, "labels").first().and_then(Value::as_str).unwrap_or("relation").to_owned();
            draft.relations.push(DraftRelation { kind, from, to, line: 0 });
        } else if let Some(value) = result.get("value") {
            let id = json::id(result, "id");
            match (places.get(&id).and_then(|&place| draft.marks.get_mut(place)), attr_value(kind, value)) {
                (Some(mark), Some(text)) => {
                    let name = json::string(result, "from_name");
                    let of_label = name.strip_prefix(mark.label.as_str()).and_then(|rest| rest.strip_prefix('.'));
                    mark.attrs.push((of_label.unwrap_or(name).to_owned(), text));
                }
                (None, Some(text)) if value.get("start").is_none() => {
                    draft.labels.extend(if kind == "choices" { strings(value, "choices") } else { vec![text] })
                }
                (None, Some(text)) => {
                    let reason = format!("the value {} belongs to no region that was read", shorten(&text));
                    draft.faults.push(left_out(reason));
                }
                _ => {}
            }
        }
    }
}

/// Takes a region over: a mark for each of its labels. The first is the one that relations and values belong to.
fn take_region(result: &Value, value: &Value, id: String, is_proposed: bool, draft: &mut Draft) {
    let Some(labels) = value.get("labels").or_else(|| value.get("hypertextlabels")).and_then(Value::as_array) else {
        return;
    };
    if !result.get("type").is_none_or(|kind| kind == "labels" || kind == "hypertextlabels") {
        return;
    }
    let (Some(start), Some(end)) = (json::position(value, "start"), json::position(value, "end")) else {
        draft.faults.push(without_form(&value.to_string()));
        return;
    };
    let quote = value.get("text").and_then(Value::as_str).map(str::to_owned);
    let given = Given::new(start, end, quote);
    let is_proposed = is_proposed || result.get("origin").is_some_and(|origin| origin == "prediction");
    for label in labels.iter().filter_map(Value::as_str).map(str::to_owned) {
        draft.marks.push(DraftMark {
            id: id.clone(),
            given: given.clone(),
            label,
            is_proposed,
            ..DraftMark::default()
        });
    }
}

/// The value of a result that is no region.
fn attr_value(kind: &str, value: &Value) -> Option<String> {
    match kind {
        "labels" | "hypertextlabels" | "relation" => None,
        "textarea" => Some(strings(value, "text").join("\n")),
        _ => match value.get(kind)? {
            Value::Array(_) => Some(strings(value, kind).join("|")),
            value => text_value(value),
        },
    }
}

fn strings(value: &Value, key: &str) -> Vec<String> {
    match value.get(key) {
        Some(Value::Array(list)) => list.iter().filter_map(text_value).collect(),
        Some(single) => text_value(single).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Writes tasks and their configuration.
pub(super) fn write(export: &Export<'_>) -> io::Result<Vec<Part>> {
    let unit = export.options.unit.unwrap_or(Unit::CodePoint);
    let pages = export.pages(CARRIES);
    let mut tasks = Vec::new();
    for page in &pages {
        let mut result = regions(page, export.scheme, unit);
        result.extend(page.info.labels.iter().enumerate().map(|(number, label)| {
            json!({
                "id": format!("d{number}"), "from_name": "doc_label", "to_name": "text", "type": "choices",
                "value": {"choices": [label.as_str()]},
            })
        }));
        let mut data = json!({"text": page.text.as_str(), "doc_id": page.info.name});
        json::stamp(&mut data, unit, page.text);
        let is_prediction = !page.marks.is_empty() && page.marks.iter().all(|it| it.review == Review::Proposed);
        tasks.push(if is_prediction {
            json!({"data": data, "annotations": [], "predictions": [{"model_version": "zhupi", "result": result}]})
        } else {
            json!({"data": data, "annotations": [{"result": result}], "predictions": []})
        });
    }
    let config = config(export, &pages);
    Ok(vec![part("label-studio.json", serde_json::to_vec(&tasks)?), part("label-studio.xml", config)])
}

fn regions(page: &Page<'_>, scheme: &Scheme, unit: Unit) -> Vec<Value> {
    let places = page.places();
    let id_of = |place: usize| format!("m{}", place + 1);
    let mut results = Vec::new();
    for (place, mark) in page.marks.iter().enumerate() {
        let [start, end] = unit.range(page.text, mark.cover());
        let id = id_of(place);
        let origin = if mark.review == Review::Proposed { "prediction" } else { "manual" };
        let words = page.text.slice(mark.cover());
        let mut result = |name: &str, kind: &str, key: &str, content: Value| {
            let mut value = json!({"start": start, "end": end, "text": words});
            value[key] = content;
            results.push(json!({
                "id": id, "from_name": name, "to_name": "text", "type": kind, "origin": origin, "value": value,
            }));
        };
        result("label", "labels", "labels", json!([mark.label.as_str()]));
        for (name, attr) in mark.attrs.iter() {
            let control = Control::of(scheme, mark.label.as_str(), name.as_str());
            let is_choice = control.choices.iter().any(|choice| *choice == attr.value.as_str());
            // A value that is not among the choices is still kept, as text.
            let (kind, key) = if is_choice { ("choices", "choices") } else { ("textarea", "text") };
            result(&control.name, kind, key, json!([attr.value]));
        }
    }
    for relation in &page.relations {
        if let (Some(&from), Some(&to)) = (places.get(&relation.from), places.get(&relation.to)) {
            results.push(json!({
                "from_id": id_of(from), "to_id": id_of(to), "type": "relation", "direction": "right",
                "labels": [relation.kind.as_str()],
            }));
        }
    }
    results
}

/// What a person uses in Label Studio to set an attribute. One that is a choice differs from label to label, so its name
/// has the label in it: `QTY.cmp`.
struct Control {
    name: String,
    choices: Vec<Name>,
}

impl Control {
    fn of(scheme: &Scheme, label: &str, attr: &str) -> Self {
        let known = scheme.label(label).and_then(|known| known.attrs.iter().find(|it| it.id == attr));
        match known.map(|known| &known.kind) {
            Some(AttrKind::Choice(choices)) => {
                let choices = choices.iter().map(|(id, _)| id.clone()).collect();
                Self { name: format!("{label}.{attr}"), choices }
            }
            _ => Self { name: attr.to_owned(), choices: Vec::new() },
        }
    }
}

/// All controls of attributes that marks have, with their label and choices.
fn controls(scheme: &Scheme, pages: &[Page<'_>]) -> BTreeMap<String, (String, Vec<Name>)> {
    let mut controls = BTreeMap::new();
    for mark in pages.iter().flat_map(|page| &page.marks) {
        for (name, _) in mark.attrs.iter() {
            let control = Control::of(scheme, mark.label.as_str(), name.as_str());
            controls.insert(control.name, (mark.label.to_string(), control.choices));
        }
    }
    controls
}

fn config(export: &Export<'_>, pages: &[Page<'_>]) -> String {
    let mut out = String::from("<View>\n  <Relations>");
    for kind in export.relation_kinds(pages) {
        let _ = write!(out, "<Relation value=\"{}\"/>", escape(&kind));
    }
    out.push_str("</Relations>\n  <Labels name=\"label\" toName=\"text\">\n");
    for label in export.labels(pages) {
        let known = export.scheme.label(&label);
        let colour = known.map_or("#5f6b76", |known| known.colour.0.as_str());
        let _ = write!(out, "    <Label value=\"{}\" background=\"{colour}\"", escape(&label));
        if let Some(key) = known.map(|known| known.key.as_str()).filter(|key| !key.is_empty()) {
            let _ = write!(out, " hotkey=\"{}\"", escape(key));
        }
        out.push_str("/>\n");
    }
    out.push_str("  </Labels>\n  <Text name=\"text\" value=\"$text\" granularity=\"symbol\"/>\n");
    for (name, (label, choices)) in controls(export.scheme, pages) {
        let name = escape(&name);
        if choices.is_empty() {
            let _ = writeln!(
                out,
                "  <TextArea name=\"{name}\" toName=\"text\" perRegion=\"true\" editable=\"true\" placeholder=\"{name}\"/>"
            );
            continue;
        }
        let _ = writeln!(
            out,
            "  <Choices name=\"{name}\" toName=\"text\" perRegion=\"true\" visibleWhen=\"region-selected\" whenLabelValue=\"{}\">",
            escape(&label)
        );
        for choice in choices {
            let _ = writeln!(out, "    <Choice value=\"{}\"/>", escape(choice.as_str()));
        }
        out.push_str("  </Choices>\n");
    }
    let labels: BTreeSet<&str> = pages.iter().flat_map(|page| page.info.labels.iter().map(|it| it.as_str())).collect();
    if !labels.is_empty() {
        out.push_str("  <Choices name=\"doc_label\" toName=\"text\" choice=\"multiple\">\n");
        for label in labels {
            let _ = writeln!(out, "    <Choice value=\"{}\"/>", escape(label));
        }
        out.push_str("  </Choices>\n");
    }
    out.push_str("</View>\n");
    out
}
