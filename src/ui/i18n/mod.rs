//! The words of the interface (界面文字) in Chinese and English; components hold none of their own.

mod catalog;

pub use catalog::Msg;

/// A language of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The language for a browser that prefers the one named: `zh-CN`, `en`.
    pub fn for_browser(tag: &str) -> Self {
        if tag.is_empty() || tag.to_ascii_lowercase().starts_with("zh") { Self::Zh } else { Self::En }
    }

    /// The name of the language in HTML.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-Hans",
            Self::En => "en",
        }
    }

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// The words of a message.
    pub const fn say(self, message: Msg) -> &'static str {
        let (zh, en) = message.both();
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The words of a message with its gaps `{}` filled in order.
    pub fn fill(self, message: Msg, values: &[&str]) -> String {
        let mut parts = self.say(message).split("{}");
        let mut out = parts.next().unwrap_or_default().to_owned();
        let mut values = values.iter();
        for part in parts {
            out.push_str(values.next().copied().unwrap_or_default());
            out.push_str(part);
        }
        out
    }

    /// A word of a scheme in this language; Chinese where the other is missing.
    pub fn of(self, wording: &crate::scheme::Wording) -> &str {
        match self {
            Self::En if !wording.en.is_empty() => &wording.en,
            Self::Zh | Self::En => &wording.zh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn is_chinese(ch: char) -> bool {
        matches!(u32::from(ch), 0x3400..=0x9FFF)
    }

    #[test]
    fn complete_in_both_languages() {
        for &message in Msg::ALL {
            let (zh, en) = message.both();
            assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{message:?} is empty");
            // The seal is a picture, and a language is offered in its own words.
            let own = matches!(message, Msg::AppSeal | Msg::OtherLanguage);
            assert!(own || !en.chars().any(is_chinese), "{message:?} has Chinese in its English words");
            assert_eq!(zh.matches("{}").count(), en.matches("{}").count(), "{message:?} has other gaps");
        }
    }

    #[test]
    fn fills_gaps() {
        assert_eq!(Lang::En.fill(Msg::ReviewedOf, &["3", "8"]), "Reviewed 3 / 8");
        assert_eq!(Lang::for_browser("zh-TW"), Lang::Zh);
        assert_eq!(Lang::for_browser("de"), Lang::En);
    }

    /// Chinese in a component outside comments would not be translated. Tests and samples may hold some.
    #[test]
    fn components_hold_no_words() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
        let mut folders = vec![root];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).expect("the folder can be read").flatten() {
                let path = entry.path();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if path.is_dir() {
                    folders.push(path);
                } else if name.ends_with(".rs") && name != "catalog.rs" {
                    let content = std::fs::read_to_string(&path).expect("the file can be read");
                    let code = content.split("#[cfg(test)]").next().unwrap_or_default();
                    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                    let words = lines.filter(|line| line.chars().any(is_chinese));
                    found.extend(words.map(|line| format!("{}: {}", path.display(), line.trim())));
                }
            }
        }
        assert!(found.is_empty(), "words that belong in the catalog:\n{}", found.join("\n"));
    }
}
