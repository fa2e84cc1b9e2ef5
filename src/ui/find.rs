//! Finding words in the open text (文中查找): the whole text, not only what is drawn.

use crate::text::{Span, Text};

/// Where words stand in a text, in order, overlapping ones left out; ASCII letters match in either case.
pub fn places(text: &Text, words: &str) -> Vec<Span> {
    if words.is_empty() {
        return Vec::new();
    }
    let all = |text: &str, words: &str| {
        text.match_indices(words).map(|(at, found)| Span::from_range(at..at + found.len())).collect()
    };
    if !words.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return all(text.as_str(), words);
    }
    // Folding ASCII alone keeps every position where it is.
    all(&text.as_str().to_ascii_lowercase(), &words.to_ascii_lowercase())
}

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub use bar::FindBar;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod bar {
    use super::places;
    use crate::browser::selection::Selected;
    use crate::ui::fields::WordsField;
    use crate::ui::i18n::Msg;
    use crate::ui::marking::moves::Way;
    use crate::ui::marking::{act, focus};
    use crate::ui::state::App;
    use leptos::prelude::*;

    /// The bar above the text, while something is looked for.
    #[component]
    pub fn FindBar(app: App) -> impl IntoView {
        let found = app.found;
        let place = RwSignal::new(0_usize);
        let words = RwSignal::new(String::new());
        let show = move |at: usize| {
            place.set(at);
            let span = found.with_untracked(|found| found.get(at).copied());
            app.hit.set(span);
            if span.is_some() {
                app.goto.set(span);
            }
        };
        Effect::new(move |_| {
            let ended = !app.finding.get();
            let hit = app.hit.get_untracked().filter(|_| ended && act::chosen(app).is_none());
            if let Some(hit) = hit {
                // What was found stays selected, to be marked.
                app.selection.set(Some(Selected { anchor: hit.start, focus: hit.end }));
            }
        });
        Effect::new(move |_| {
            app.doc.track();
            let words = words.get();
            let all = app.text().filter(|_| app.finding.get()).map(|text| places(&text, &words));
            found.set(all.unwrap_or_default());
            show(0);
        });
        let step = move |forward: bool| {
            let number = found.with_untracked(Vec::len);
            if number > 0 {
                let at = place.get_untracked();
                show(if forward { (at + 1) % number } else { (at + number - 1) % number });
            }
        };
        Effect::new(move |_| {
            if let Some(way) = app.find_step.get() {
                step(way == Way::Forward);
            }
        });
        let count = move || {
            let number = found.with(Vec::len);
            let here = if number == 0 { 0 } else { place.get() + 1 };
            app.fill(Msg::FoundOf, &[&here.to_string(), &number.to_string()])
        };
        let shut = move || {
            app.finding.set(false);
            words.set(String::new());
            focus("text");
        };
        // What is selected is what is looked for.
        let take_selected = move || {
            app.palette.set(None);
            let selected = act::chosen(app).zip(app.text()).map(|(span, text)| text.slice(span).to_owned());
            if let Some(selected) = selected.filter(|selected| !selected.contains('\n')) {
                words.set(selected);
            }
        };
        move || {
            app.finding.get().then(take_selected).map(|()| view! {
                <form
                    class="find"
                    role="search"
                    aria-label=app.say(Msg::FindText)
                    data-test="find"
                    on:submit=move |event| {
                        event.prevent_default();
                        step(true);
                    }
                >
                    <WordsField id="find-text" label=app.say(Msg::FindText) test="find-words" words=words/>
                    <span class="faint" aria-live="polite" data-test="find-count">{move || count()}</span>
                    <button type="button" class="icon" aria-label=app.say(Msg::FindPrevious) on:click=move |_| step(false)>"↑"</button>
                    <button type="submit" class="icon" aria-label=app.say(Msg::FindNext)>"↓"</button>
                    <button type="button" class="icon" aria-label=app.say(Msg::Close) on:click=move |_| shut()>"✕"</button>
                </form>
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_in_order_and_in_either_case() {
        let text = Text::new("CIM平台、cim平台,𠀀CIM");
        let starts: Vec<_> = places(&text, "cim").iter().map(|span| span.start.0).collect();
        assert_eq!(starts, [0, 12, 26]);
        assert!(places(&text, "").is_empty() && places(&text, "无").is_empty());
    }
}
