//! What the page remembers of a person's taste (偏好): language, light or dark, whether the tour was seen.
//!
//! Kept in the browser's small storage; where that is refused, the page does without.

use super::view::Theme;
use crate::ui::i18n::Lang;

const LANG: &str = "zhupi.lang";
const THEME: &str = "zhupi.theme";
const TOUR: &str = "zhupi.tour";

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
