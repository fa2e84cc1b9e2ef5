//! Any bytes through the reader of a format and, as a person would open them, through all: no panic, marks on characters
//! in order, relations between marks that are there, no `\r` in a text.
//!
//! `ZHUPI_FORMAT` names the format; without a name of one it is left to be recognised. `ZHUPI_FILE` names the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use zhupi::formats::{ImportOptions, import};

static OPTIONS: LazyLock<ImportOptions> = LazyLock::new(|| {
    let format = std::env::var("ZHUPI_FORMAT").ok().filter(|name| zhupi::formats::format(name).is_some());
    ImportOptions { format, ..ImportOptions::default() }
});
static FILE: LazyLock<String> = LazyLock::new(|| std::env::var("ZHUPI_FILE").unwrap_or_else(|_| "a".into()));

fuzz_target!(|bytes: &[u8]| {
    let report = import(&FILE, bytes, &OPTIONS);
    for document in &report.documents {
        for mark in &document.marks {
            let is_sound = |span: &zhupi::text::Span| !span.is_empty() && document.text.check(*span);
            assert!(!mark.spans.is_empty() && mark.spans.iter().all(is_sound), "a mark off the characters");
            assert!(mark.spans.windows(2).all(|pair| pair[0].end < pair[1].start), "pieces out of order");
        }
        let known = |id| document.marks.iter().any(|mark| mark.id == id);
        assert!(document.relations.iter().all(|it| known(it.from) && known(it.to)), "a relation to nothing");
        assert!(!document.text.as_str().contains('\r'), "a line end that is none of ours");
    }
    for problem in &report.problems {
        assert!(!problem.to_string().is_empty() && !problem.zh().is_empty(), "a problem without words");
    }
});
