//! Departments (责任部门): bodies named in responsibility clauses, with their official names and roles.
//!
//! Where a clause may stand is structure's finding ([`crate::structure::Clause`]); which kinds of organs there are is the
//! register's ([`crate::lexicon::department`]). Here lists are read, names spelled out and the shapes judged: a bracket with
//! a word of responsibility may hold what it likes, a bare bracket must hold names and nothing else. The same name
//! outside a clause is an organisation and not proposed here.

mod group;
mod list;
mod names;
mod owner;
mod unlisted;

use super::{Candidate, Context, Recogniser};
use crate::annotate::Attrs;
use crate::scheme::label;
use crate::structure::{Clause, ClauseForm, as_printed, duty};
use crate::text::ViewSpan;
use list::{List, Named, Reader, Trust};
use owner::Home;
use std::ops::Range;

/// The strength of a department: stronger than any other reading of the same words, weaker than a title.
const WEIGHT: u8 = 92;

/// Signs between the pieces of a list.
const SEPARATORS: [char; 5] = ['、', ',', '，', ';', '；'];

/// The longest body that is believed by its ending where a sentence may have run into the list, in characters.
const LONGEST_UNLISTED: usize = 6;

/// Finds the departments of responsibility clauses.
#[derive(Debug, Clone, Copy, Default)]
pub struct Departments;

impl Recogniser for Departments {
    fn name(&self) -> &'static str {
        "department"
    }

    fn find(&self, context: Context<'_>, region: ViewSpan, out: &mut Vec<Candidate>) {
        let mut home: Option<(u32, Home<'_>)> = None;
        for clause in context.structure.clauses_in(region) {
            let at = context.structure.region_at(clause.span.start);
            let start = at.map_or(0, |at| at.start);
            if home.as_ref().is_none_or(|(known, _)| *known != start) {
                let known = at.is_some_and(|at| at.place.is_some() || at.national);
                let named = context.home.nearest(&context.lexicon.gazetteer).filter(|_| !known);
                home = Some((start, Home::of(at, named, &context.lexicon.gazetteer)));
            }
            let Some((_, home)) = &home else { continue };
            let reader = Reader { text: context.view.as_str(), register: &context.lexicon.departments, home };
            let rule = rule(clause.form);
            for mut name in names(reader, clause) {
                if name.canonical.starts_with('各') {
                    // Groups stay as they are printed.
                    let words = as_printed(context.view, ViewSpan::from_range(name.range.clone()));
                    name.canonical = if words.starts_with('各') { words } else { format!("各{words}") };
                }
                out.push(candidate(name, rule, clause.trigger));
            }
        }
    }
}

/// The name of the rule that reads a shape.
fn rule(form: ClauseForm) -> &'static str {
    match form {
        ClauseForm::Bracket => "department.clause_bracket",
        ClauseForm::BareBracket => "department.bare_bracket",
        ClauseForm::LostOpening => "department.lost_bracket",
        ClauseForm::Field(_) => "department.field",
        ClauseForm::By => "department.by",
        ClauseForm::Sentence => "department.sentence",
    }
}

fn candidate(name: Named, rule: &'static str, trigger: ViewSpan) -> Candidate {
    Candidate {
        span: ViewSpan::from_range(name.range),
        label: label::DEPT,
        attrs: Attrs::new().with("canonical", name.canonical).with("role", name.duty.unwrap_or_default().as_str()),
        rule,
        trigger,
        weight: WEIGHT,
    }
}

/// The departments that a clause names.
fn names(reader: Reader<'_>, clause: &Clause) -> Vec<Named> {
    let content = clause.content.range();
    let words = reader.text.get(content.clone()).unwrap_or("");
    match clause.form {
        ClauseForm::Bracket => trusted(reader.read(content, None, 0), words),
        ClauseForm::Field(duty) => trusted(reader.read(content, Some(duty), 0), "部门"),
        ClauseForm::BareBracket => whole(reader.read(content, None, 0)),
        ClauseForm::Sentence => sentence(reader.read(content, None, 0)),
        ClauseForm::LostOpening => tail(reader, content),
        ClauseForm::By => by(reader, content),
    }
}

/// Names of a list in a clause that is certain. Common words count only beside names that are sure.
fn trusted(list: List, words: &str) -> Vec<Named> {
    let sure = list.names.iter().any(|name| name.trust == Trust::Sure) || words.contains("部门");
    list.names.into_iter().filter(|name| sure || name.trust > Trust::Word).collect()
}

/// Names of a list that must be nothing but names, one of them sure. Among three that are sure one member may be odd.
fn whole(list: List) -> Vec<Named> {
    let n_sure = list.names.iter().filter(|name| name.trust == Trust::Sure).count();
    let few = list.n_strange == 0 || list.n_strange == 1 && n_sure > 2;
    if few && n_sure > 0 { list.names } else { Vec::new() }
}

/// Names of a sentence that is nothing but a clause. The first must be sure; a company or station may follow.
fn sentence(list: List) -> Vec<Named> {
    let sure = list.has_duty
        && list.names.first().is_some_and(|name| name.trust == Trust::Sure)
        && list.names.iter().all(|name| name.trust > Trust::Word && name.duty.is_some());
    if list.strange.is_none() && sure { list.names } else { Vec::new() }
}

/// Names that directly follow 由 and are told to lead or to be responsible, with those that support them.
fn by(reader: Reader<'_>, content: Range<usize>) -> Vec<Named> {
    let list = reader.read(content.clone(), None, 0);
    let starts = list.names.first().is_some_and(|name| name.range.start == content.start);
    // the first must be sure; those that support it may be known by their endings
    let first_sure = list.names.first().is_some_and(|name| name.trust == Trust::Sure);
    let names = list.names.into_iter().filter(|name| {
        let supports = first_sure && name.trust == Trust::Ending && name.duty == Some(duty::Duty::Support);
        name.duty.is_some() && (name.trust == Trust::Sure || supports)
    });
    if starts { names.collect() } else { Vec::new() }
}

/// The list at the end of a stretch whose opening bracket was lost: pieces are read backwards for as long as they are
/// names, and of the first that is not, its end.
fn tail(reader: Reader<'_>, content: Range<usize>) -> Vec<Named> {
    let words = reader.text.get(content.clone()).unwrap_or("");
    let mut start = content.end;
    let mut end = words.len();
    loop {
        let before = words.get(..end).unwrap_or("");
        let cut = before.rfind(SEPARATORS);
        let from =
            cut.map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        let piece = content.start + from..content.start + end;
        if let Some(at) = clean_start(reader, piece.clone(), content.end) {
            start = at;
            if at > piece.start {
                break;
            }
        } else if reader.text.get(piece).is_some_and(|piece| piece.trim().chars().count() > 1) {
            break;
        }
        let Some(cut) = cut else { break };
        end = cut;
    }
    // Where the list begins inside a piece, the words before it are a sentence's.
    let inside = start > content.start && !reader.text.get(..start).unwrap_or("").ends_with(SEPARATORS);
    let first_piece = reader.text.get(start..content.end).and_then(|rest| rest.find(SEPARATORS));
    let wary_until = if inside { first_piece.map_or(content.end, |at| start + at) } else { 0 };
    let names = reader.read(start..content.end, None, wary_until).names;
    names.into_iter().filter(|name| name.trust > Trust::Word || name.range.start > start || !inside).collect()
}

/// Where a list begins inside a piece, so that all from there on is names: its start, or a later place.
fn clean_start(reader: Reader<'_>, piece: Range<usize>, limit: usize) -> Option<usize> {
    let words = reader.text.get(piece.clone())?;
    let list = reader.read(piece.clone(), None, 0);
    let believed = |name: &Named| {
        let len = reader.text.get(name.range.clone()).map_or(0, |words| words.chars().count());
        name.trust == Trust::Sure || name.trust == Trust::Word || len <= LONGEST_UNLISTED
    };
    let some = !list.names.is_empty() || list.has_duty && piece.end == limit;
    if list.strange.is_none() && some && list.names.iter().all(believed) {
        return Some(piece.start);
    }
    let starts = words.char_indices().map(|(at, _)| piece.start + at);
    starts.skip(1).find(|&at| {
        let list = reader.read(at..piece.end, None, piece.end);
        let first = list.names.first().is_some_and(|name| name.range.start == at && name.trust == Trust::Sure);
        first && list.strange.is_none()
    })
}
