//! The current mark (详情): label, attributes, remark, where it comes from, where it stands.

use super::attributes::Attributes;
use super::note::NoteField;
use super::relations::Relations;
use crate::annotate::{Mark, Origin, Review};
use crate::project::Command;
use crate::recognise::words_for;
use crate::scheme::Name;
use crate::ui::i18n::{Lang, Msg};
use crate::ui::keys::{Action, chord_of, dispatch::perform};
use crate::ui::labels::seal::Seal;
use crate::ui::shell::status::grouped;
use crate::ui::state::App;
use crate::ui::stylesheet::class_of;
use leptos::prelude::*;
use std::sync::Arc;

/// The details, or what to do to get some.
#[component]
pub fn Details(app: App) -> impl IntoView {
    let current = Memo::new(move |_| {
        app.marks.track();
        app.mark.track();
        app.doc.track();
        // Whoever types a remark keeps the field: the card is not made anew for the remark alone.
        app.current().map(|mark| Arc::new(Mark { note: String::new(), ..Mark::clone(&mark) }))
    });
    leptos::live(move || match current.get() {
        Some(mark) => view! { <Card app=app mark=mark/> }.into_any(),
        None => view! { <NoMark app=app/> }.into_any(),
    })
}

#[component]
fn NoMark(app: App) -> impl IntoView {
    let pending = move || {
        app.marks.track();
        app.doc.track();
        app.read_doc(crate::project::Document::n_pending).unwrap_or_default()
    };
    view! {
        <div class="card calm" data-test="no-mark">
            <p>{app.say(Msg::NoMarkChosen)}</p>
            <p class="faint">{app.say(Msg::HowToMark)}</p>
            {move || (pending() > 0).then(|| view! {
                <p class="row">
                    <button type="button" class="go" on:click=move |_| { perform(app, Action::NextProposal); }>
                        {app.fill(Msg::StartReview, &[&grouped(pending())])} " " <kbd>{chord_of(Action::NextProposal)}</kbd>
                    </button>
                </p>
            })}
            <Relations app=app mark=None/>
        </div>
    }
}

#[component]
fn Card(app: App, mark: Arc<Mark>) -> impl IntoView {
    let scheme = app.scheme();
    let words = app.read_doc(|document| document.words(&mark)).unwrap_or_default();
    let class = format!("words-of-mark {} {}", class_of(&scheme, mark.label.as_str()), review_class(mark.review));
    let pending = mark.review == Review::Proposed;
    view! {
        <div class="card" role="comment" data-test="details" data-mark=mark.id.to_string()>
            <h2 class=class><span data-test="details-words">{words}</span><Seal scheme=scheme.clone() label=mark.label.clone()/></h2>
            <div class="fields">
                <LabelField app=app mark=mark.clone()/>
                <Attributes app=app mark=mark.clone()/>
                <span class="field-name">{app.say(Msg::Origin)}</span>
                <span data-test="details-origin">{origin(app, &mark)} " · " <em>{review_words(app, mark.review)}</em></span>
                <span class="field-name">{app.say(Msg::Position)}</span>
                <span class="faint" data-test="details-position">{position(app, &mark)}</span>
                <NoteField app=app mark=mark.id/>
            </div>
            <Relations app=app mark=Some(mark.id)/>
            <Stack app=app mark=mark.clone()/>
            <p class="row">
                {pending.then(|| view! {
                    <button type="button" class="framed" data-test="details-accept" on:click=move |_| { perform(app, Action::Accept); }>
                        {app.say(Msg::Accept)} " " <kbd>{chord_of(Action::Accept)}</kbd>
                    </button>
                    <button type="button" class="framed" data-test="details-reject" on:click=move |_| { perform(app, Action::Reject); }>
                        {app.say(Msg::Reject)} " " <kbd>{chord_of(Action::Reject)}</kbd>
                    </button>
                })}
                {(!pending).then(|| view! {
                    <button type="button" class="framed" data-test="details-delete" on:click=move |_| { perform(app, Action::Delete); }>
                        {app.say(Msg::DeleteMark)} " " <kbd>{chord_of(Action::Delete)}</kbd>
                    </button>
                })}
                <button type="button" class="go" data-test="details-next" on:click=move |_| { perform(app, Action::NextProposal); }>
                    {app.say(Msg::NextProposal)}
                </button>
            </p>
            <Edges app=app/>
        </div>
    }
}

#[component]
fn LabelField(app: App, mark: Arc<Mark>) -> impl IntoView {
    let scheme = app.scheme();
    let lang = app.lang.get_untracked();
    let (id, label) = (mark.id, mark.label.clone());
    let unknown = scheme
        .label(label.as_str())
        .is_none()
        .then(|| view! { <option value=label.to_string() selected>{label.to_string()}</option> });
    let options = scheme.labels.iter().map(|known| {
        let name = lang.of(&known.wording).to_owned();
        view! { <option value=known.id.to_string() selected=known.id == label>{name}</option> }
    });
    view! {
        <label class="field-name" for="mark-label">{app.say(Msg::Label)}</label>
        <select
            id="mark-label"
            data-test="details-label"
            on:change:target=move |event| {
                if let Some(doc) = app.doc.get_untracked() {
                    let label = event.target().value().into();
                    app.run(Command::Relabel { doc, marks: vec![id], label });
                }
            }
        >
            {unknown}
            {options.collect_view()}
        </select>
    }
}

/// The other marks over the words of this one, each one press away.
#[component]
fn Stack(app: App, mark: Arc<Mark>) -> impl IntoView {
    /// How many are listed at most.
    const LONGEST: usize = 12;
    let others = app.read_doc(|document| {
        let others = document.visible(mark.cover()).filter(|other| other.id != mark.id).take(LONGEST);
        others.map(|other| (other.clone(), document.words(other))).collect::<Vec<_>>()
    });
    let others = others.filter(|others| !others.is_empty())?;
    let rows = others.into_iter().map(|(other, words)| {
        view! {
            <li>
                <Seal scheme=app.scheme() label=other.label.clone()/>
                <button type="button" class="link" data-test="stacked" on:click=move |_| app.show_mark(&other)>{words}</button>
            </li>
        }
    });
    Some(view! {
        <h3 class="small-head">{app.say(Msg::AlsoHere)} " " <kbd>{chord_of(Action::Stack)}</kbd></h3>
        <ul class="relations" data-test="stack">{rows.collect_view()}</ul>
    })
}

/// Edges by button, for those without keys: the same as the table of keys has.
#[component]
fn Edges(app: App) -> impl IntoView {
    let button = move |action: Action, sign: &'static str, name: Msg| {
        let title = format!("{} {}", app.say(name), chord_of(action));
        view! {
            <button type="button" class="framed icon" aria-label=app.say(name) title=title on:click=move |_| { perform(app, action); }>
                {sign}
            </button>
        }
    };
    view! {
        <div class="edges" role="group" aria-label=app.say(Msg::Edges)>
            <span class="field-name">{app.say(Msg::EdgeStart)}</span>
            {button(Action::StartBack, "⇤", Msg::StartBack)}
            {button(Action::StartForward, "↦", Msg::StartForward)}
            <span class="field-name">{app.say(Msg::EdgeEnd)}</span>
            {button(Action::EndBack, "↤", Msg::EndBack)}
            {button(Action::EndForward, "⇥", Msg::EndForward)}
        </div>
    }
}

fn review_class(review: Review) -> &'static str {
    crate::ui::pane::draw::review_name(review)
}

/// The name of a review state.
pub fn review_words(app: App, review: Review) -> &'static str {
    app.say(match review {
        Review::Proposed => Msg::Pending,
        Review::Accepted => Msg::Accepted,
        Review::Rejected => Msg::Rejected,
    })
}

fn origin(app: App, mark: &Mark) -> String {
    match &mark.origin {
        Origin::Human => app.say(Msg::ByHand).to_owned(),
        Origin::Import { source, quote: Some(quote) } => app.fill(Msg::FromFileQuoted, &[source.as_str(), quote]),
        Origin::Import { source, quote: None } => app.fill(Msg::FromFile, &[source.as_str()]),
        Origin::Recogniser(made) if made.words.is_empty() => app.fill(Msg::ByRule, &[rule_words(app, &made.rule)]),
        Origin::Recogniser(made) => app.fill(Msg::ByRuleBecause, &[rule_words(app, &made.rule), &made.words]),
    }
}

fn rule_words(app: App, rule: &Name) -> &str {
    words_for(rule.as_str(), app.lang.get_untracked() == Lang::Zh)
}

fn position(app: App, mark: &Mark) -> String {
    let Some(text) = app.text() else { return String::new() };
    let cover = mark.cover();
    let blocks = text.blocks();
    let line = blocks.get(blocks.at(cover.start)).map_or(0, |block| block.line + 1);
    let (start, end) = (text.code_point(cover.start).index(), text.code_point(cover.end).index());
    app.fill(Msg::LineAndCharacters, &[&line.to_string(), &grouped(start), &grouped(end)])
}
