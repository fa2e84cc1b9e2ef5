//! What narrows the list of marks (筛选): label, state, origin and how far it can be trusted, attribute, words.

use crate::annotate::{Mark, Review};
use crate::project::Document;
use crate::recognise::{Confidence, words_for};
use crate::scheme::{AttrKind, Scheme};
use crate::ui::fields::WordsField;
use crate::ui::i18n::{Lang, Msg};
use crate::ui::state::App;
use leptos::prelude::*;

/// The value of the attribute filter that asks for derived values.
const DERIVED: &str = "?";

/// The values of the filter of rules that ask for a grade of trust or above.
const GRADES: [(&str, Confidence, Msg); 2] =
    [(">high", Confidence::High, Msg::TrustHigh), (">medium", Confidence::Medium, Msg::TrustMedium)];

/// What a mark has to be like; empty where it does not matter.
#[derive(Clone, Default, PartialEq)]
pub struct Filter {
    /// Its label.
    pub label: String,
    /// Its review state.
    pub state: String,
    /// The rule that proposed it, or how far that can be trusted at least.
    pub rule: String,
    /// An attribute it has, `role` or `role=lead`; `?` for any that was derived.
    pub attr: String,
    /// Words in it, in its remark, or in an attribute.
    pub words: String,
}

impl Filter {
    /// Whether a mark is listed.
    pub fn fits(&self, document: &Document, mark: &Mark) -> bool {
        let state = match self.state.as_str() {
            "proposed" => mark.review == Review::Proposed,
            "accepted" => mark.review == Review::Accepted,
            "rejected" => mark.review == Review::Rejected,
            _ => mark.is_visible(),
        };
        state
            && (self.label.is_empty() || mark.label == *self.label.as_str())
            && (self.rule.is_empty() || mark.proposal().is_some_and(|made| self.rule_fits(made.rule.as_str())))
            && self.attr_fits(mark)
            && (self.words.is_empty() || self.words_fit(document, mark))
    }

    fn rule_fits(&self, rule: &str) -> bool {
        match GRADES.iter().find(|(value, ..)| *value == self.rule) {
            Some(&(_, grade, _)) => Confidence::of(rule) >= grade,
            None => rule == self.rule,
        }
    }

    fn attr_fits(&self, mark: &Mark) -> bool {
        match (self.attr.as_str(), self.attr.split_once('=')) {
            ("", _) => true,
            (DERIVED, _) => mark.attrs.iter().any(|(_, attr)| attr.derived),
            (_, Some((name, value))) => mark.attrs.get(name) == Some(value),
            (name, None) => mark.attrs.get(name).is_some(),
        }
    }

    fn words_fit(&self, document: &Document, mark: &Mark) -> bool {
        mark.note.contains(&self.words)
            || document.words(mark).contains(&self.words)
            || mark.attrs.iter().any(|(_, attr)| attr.value.contains(&self.words))
    }
}

/// The fields.
#[component]
pub fn Filters(app: App) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let scheme = app.scheme();
    let labels = scheme.labels.iter().map(|label| (label.id.to_string(), lang.of(&label.wording).to_owned())).collect();
    let states = [("proposed", Msg::Pending), ("accepted", Msg::Accepted), ("rejected", Msg::Rejected)];
    let states = states.map(|(state, name)| (state.to_owned(), app.say(name).to_owned())).into();
    let grades = GRADES.iter().map(|&(value, _, name)| (value.to_owned(), app.say(name).to_owned()));
    let rules = app.read_doc(rules).unwrap_or_default().into_iter().map(|rule| {
        let words = words_for(&rule, lang == Lang::Zh).to_owned();
        (rule, words)
    });
    let rules = grades.chain(rules).collect();
    view! {
        <div class="filters" role="search" aria-label=app.say(Msg::FilterWords)>
            <WordsField label=app.say(Msg::FilterWords) test="list-words" words=app.filter_words/>
            {choice(app, (Msg::Label, Msg::AllLabels, "list-label"), labels, |it| &mut it.label)}
            {choice(app, (Msg::Review, Msg::AllStates, "list-state"), states, |it| &mut it.state)}
            {choice(app, (Msg::Origin, Msg::AllRules, "list-rule"), rules, |it| &mut it.rule)}
            {choice(app, (Msg::AllAttributes, Msg::AllAttributes, "list-attr"), attributes(app, &scheme, lang), |it| &mut it.attr)}
        </div>
    }
}

fn choice(
    app: App,
    (name, all, test): (Msg, Msg, &'static str),
    options: Vec<(String, String)>,
    part: fn(&mut Filter) -> &mut String,
) -> AnyView {
    let mut filter = app.filter.get_untracked();
    let now = part(&mut filter);
    let option = |(value, name)| {
        let selected = value == *now;
        view! { <option value=value selected=selected>{name}</option> }
    };
    let options = options.into_iter().map(option).collect_view();
    view! {
        <select
            aria-label=app.say(name)
            data-test=test
            on:change:target=move |event| app.filter.update(|filter| *part(filter) = event.target().value())
        >
            <option value="">{app.say(all)}</option>
            {options}
        </select>
    }
    .into_any()
}

/// The rules that proposed something in the document.
fn rules(document: &Document) -> Vec<String> {
    let made = document.marks().iter().filter_map(|mark| mark.proposal());
    let mut rules = Vec::new();
    for proposal in made {
        let place = rules.binary_search_by(|rule: &String| rule.as_str().cmp(proposal.rule.as_str()));
        if let Err(place) = place {
            rules.insert(place, proposal.rule.to_string());
        }
    }
    rules
}

/// What attributes can be asked for: derived ones, each by name, and each value of those with a choice.
fn attributes(app: App, scheme: &Scheme, lang: Lang) -> Vec<(String, String)> {
    let mut options = vec![(DERIVED.to_owned(), app.say(Msg::AttrDerived).to_owned())];
    for attr in scheme.labels.iter().flat_map(|label| &label.attrs) {
        let name = lang.of(&attr.wording);
        let mut put = |value: String, words: String| {
            if !options.iter().any(|(known, _)| *known == value) {
                options.push((value, words));
            }
        };
        put(attr.id.to_string(), app.fill(Msg::AttrHas, &[name]));
        if let AttrKind::Choice(values) = &attr.kind {
            values
                .iter()
                .for_each(|(value, words)| put(format!("{}={value}", attr.id), format!("{name}: {}", lang.of(words))));
        }
    }
    options
}
