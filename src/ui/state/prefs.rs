//! What the page remembers of a person (偏好): language, light or dark, how the text is set, keys, places in documents,
//! whether the tour was seen.
//!
//! Kept in the browser's small storage; where that is refused, the page does without.

use super::view::Theme;
use crate::annotate::DocId;
use crate::text::Utf8;
use crate::ui::i18n::Lang;
use crate::ui::keys::KeyMap;
use crate::ui::pane::typeset::Typeset;

const LANG: &str = "zhupi.lang";
const THEME: &str = "zhupi.theme";
const TOUR: &str = "zhupi.tour";
const RECENT: &str = "zhupi.recent";

/// How many documents are remembered: enough for one in each of some projects.
const N_RECENT: usize = 24;

const KEYS: &str = "zhupi.keys";
const TYPESET: &str = "zhupi.typeset";
const PLACES: &str = "zhupi.places";

/// Of how many documents the place is remembered.
const N_PLACES: usize = 100;

fn get(key: &str) -> Option<String> {
    web_sys::window()?.local_storage().ok()??.get_item(key).ok()?
}

fn set(key: &str, value: &str) {
    if let Some(Ok(Some(storage))) = web_sys::window().map(|window| window.local_storage()) {
        // Storage that is full or refused only costs the memory of a taste.
        let _ = storage.set_item(key, value);
    }
}

/// The language chosen, or the one that fits the browser.
pub fn lang() -> Lang {
    let browser = || web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default();
    match get(LANG).as_deref() {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => Lang::for_browser(&browser()),
    }
}

/// Remembers the language.
pub fn set_lang(lang: Lang) {
    set(LANG, if lang == Lang::Zh { "zh" } else { "en" });
}

/// Light or dark, as chosen.
pub fn theme() -> Theme {
    Theme::named(&get(THEME).unwrap_or_default())
}

/// Remembers light or dark.
pub fn set_theme(theme: Theme) {
    set(THEME, theme.name());
}

/// Whether the tour was seen or skipped.
pub fn tour_seen() -> bool {
    get(TOUR).is_some()
}

/// Remembers that the tour was seen.
pub fn set_tour_seen() {
    set(TOUR, "seen");
}

/// The documents that were open last, of any project, the latest first.
pub fn recent() -> Vec<DocId> {
    get(RECENT).unwrap_or_default().split(' ').filter_map(|id| id.parse().ok()).collect()
}

/// Remembers that a document was opened.
pub fn note_recent(doc: DocId) {
    let mut all = recent();
    all.retain(|&it| it != doc);
    all.insert(0, doc);
    all.truncate(N_RECENT);
    set(RECENT, &all.iter().map(DocId::to_string).collect::<Vec<_>>().join(" "));
}

/// The keys as they were changed.
pub fn keys() -> KeyMap {
    KeyMap::read(&get(KEYS).unwrap_or_default())
}

/// Remembers the keys.
pub fn set_keys(keys: &KeyMap) {
    set(KEYS, &keys.write());
}

/// How the text is set.
pub fn typeset() -> Typeset {
    Typeset::read(&get(TYPESET).unwrap_or_default())
}

/// Remembers how the text is set.
pub fn set_typeset(typeset: Typeset) {
    set(TYPESET, &typeset.write());
}

/// Where documents were left, the one left last first.
fn places() -> Vec<(DocId, Utf8)> {
    let kept = get(PLACES).unwrap_or_default();
    let place = |entry: &str| {
        let (doc, at) = entry.split_once(' ')?;
        Some((doc.parse().ok()?, Utf8(at.parse().ok()?)))
    };
    kept.split(';').filter_map(place).collect()
}

/// Where a document was left.
pub fn place(doc: DocId) -> Option<Utf8> {
    places().into_iter().find(|(known, _)| *known == doc).map(|(_, at)| at)
}

/// Remembers where a document is left.
pub fn set_place(doc: DocId, at: Utf8) {
    let mut kept = places();
    kept.retain(|(known, _)| *known != doc);
    kept.insert(0, (doc, at));
    kept.truncate(N_PLACES);
    set(PLACES, &kept.iter().map(|(doc, at)| format!("{doc} {at}")).collect::<Vec<_>>().join(";"));
}
