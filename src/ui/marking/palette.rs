//! The palette of labels at the selection (标签盘).

use super::act;
use super::pointer::is_by_finger;
use crate::ui::decimal::{decimal, within};
use crate::ui::i18n::Msg;
use crate::ui::keys::{Action, chord_of};
use crate::ui::labels::seal::Seal;
use crate::ui::letters;
use crate::ui::state::App;
use leptos::prelude::*;

/// About how large the palette is, to keep it in the window, in CSS pixels.
const SIZE: (f64, f64) = (332.0, 208.0);

/// The palette, wherever the state says it stands.
#[component]
pub fn Palette(app: App) -> impl IntoView {
    leptos::live(move || {
        let (x, y) = app.palette.get()?;
        let (left, top) = within_window(x, y);
        let scheme = app.scheme();
        let lang = app.lang.get_untracked();
        let buttons = scheme.labels.iter().map(|label| {
            let id = label.id.clone();
            let test = format!("palette-{}", label.id);
            view! {
                <button type="button" class="palette-label" data-test=test on:click=move |_| act::give_label(app, &id)>
                    <Seal scheme=scheme.clone() label=label.id.clone()/>
                    <span>{lang.of(&label.wording).to_owned()}</span>
                    <kbd>{letters::capital(&label.key)}</kbd>
                </button>
            }
        });
        Some(view! {
            <div
                class="palette"
                role="toolbar"
                aria-label=app.say(Msg::GiveLabel)
                data-test="palette"
                style:left=format!("{}px", decimal(left, 0))
                style:top=format!("{}px", decimal(top, 0))
            >
                {buttons.collect_view()}
                {app.current().map(|_| view! {
                    <button type="button" class="palette-label joins" data-test="palette-add" on:click=move |_| act::add_piece(app)>
                        <b aria-hidden="true">"⋯"</b>
                        <span>{app.say(Msg::AddPiece)}</span>
                        <kbd>{chord_of(Action::AddPiece)}</kbd>
                    </button>
                })}
            </div>
        })
    })
}

fn within_window(x: f64, y: f64) -> (f64, f64) {
    let size = |value: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| value.ok().and_then(|it| it.as_f64());
    let (width, height) =
        (size(window().inner_width()).unwrap_or(800.0), size(window().inner_height()).unwrap_or(600.0));
    let left = within(x - SIZE.0 / 2.0, 8.0, (width - SIZE.0 - 8.0).max(8.0));
    let lowest = height - 36.0 - SIZE.1;
    // The knobs for the finger stand out over the line and under it.
    let gap = if is_by_finger() { 26.0 } else { 10.0 };
    // Above the selection where there is no room below; a selection may end far out of view.
    let top = if y + gap > lowest { (y - SIZE.1 - 34.0 - gap).min(lowest) } else { y + gap };
    (left, top.max(8.0))
}
