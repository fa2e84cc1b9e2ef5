//! The attributes of a mark (属性), as its label has them; what was derived is shown as such until a person touches it.

use crate::annotate::{Attr, Mark};
use crate::project::Command;
use crate::scheme::{AttrDef, AttrKind, Name};
use crate::ui::i18n::Msg;
use crate::ui::state::App;
use leptos::prelude::*;
use std::sync::Arc;

/// One field for each attribute of the label, and for each further one that the mark has.
#[component]
pub fn Attributes(app: App, mark: Arc<Mark>) -> impl IntoView {
    let scheme = app.scheme();
    let known = scheme.label(mark.label.as_str()).map(|label| label.attrs.clone()).unwrap_or_default();
    let further: Vec<AttrDef> = mark
        .attrs
        .iter()
        .filter(|(name, _)| !known.iter().any(|attr| attr.id == **name))
        .map(|(name, _)| AttrDef { id: name.clone(), wording: name_as_wording(name), kind: AttrKind::Text })
        .collect();
    let fields = known.into_iter().chain(further).map(|attr| {
        let value = mark.attrs.attr(attr.id.as_str()).cloned();
        view! { <Field app=app mark=mark.clone() attr=attr value=value/> }
    });
    fields.collect_view()
}

fn name_as_wording(name: &Name) -> crate::scheme::Wording {
    crate::scheme::Wording { zh: name.to_string(), en: name.to_string() }
}

#[component]
fn Field(app: App, mark: Arc<Mark>, attr: AttrDef, value: Option<Attr>) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let derived = value.as_ref().is_some_and(|value| value.derived);
    let value = value.map(|value| value.value).unwrap_or_default();
    let (id, name) = (mark.id, attr.id.clone());
    let set = move |value: String| {
        if let Some(doc) = app.doc.get_untracked() {
            app.run(Command::SetAttr { doc, mark: id, name: name.clone(), value });
        }
    };
    let is_wrong = attr.kind == AttrKind::Number && !value.is_empty() && !attr.kind.takes(&value);
    let field = format!("attr-{}", attr.id);
    let class = if derived { "derived" } else { "" };
    let title = derived.then(|| app.say(Msg::Derived));
    let input = match &attr.kind {
        AttrKind::Choice(values) => {
            let known = values.iter().any(|(choice, _)| *choice == *value.as_str());
            let options = values.iter().map(|(choice, wording)| {
                view! { <option value=choice.to_string() selected=*choice == *value.as_str()>{lang.of(wording).to_owned()}</option> }
            });
            let other = (!known).then(|| view! { <option value=value.clone() selected>{value.clone()}</option> });
            let empty = (known && !value.is_empty()).then(|| view! { <option value=""></option> });
            view! {
                <select id=field.clone() class=class title=title data-test=field.clone() on:change:target=move |event| set(event.target().value())>
                    {other}
                    {empty}
                    {options.collect_view()}
                </select>
            }
            .into_any()
        }
        kind => {
            let mode = if *kind == AttrKind::Number { "decimal" } else { "text" };
            view! {
                <input
                    id=field.clone()
                    class=class
                    title=title
                    inputmode=mode
                    aria-invalid=is_wrong.then_some("true")
                    data-test=field.clone()
                    prop:value=value
                    on:change:target=move |event| set(event.target().value())
                />
            }
            .into_any()
        }
    };
    view! {
        <label class="field-name" for=field>
            {lang.of(&attr.wording).to_owned()}
            {derived.then(|| view! { <small class="derived-sign">{app.say(Msg::DerivedShort)}</small> })}
            {is_wrong.then(|| view! { <small class="derived-sign">{app.say(Msg::NotANumber)}</small> })}
        </label>
        {input}
    }
}
