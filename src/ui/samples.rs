//! The two documents that a new project begins with (示例). Places, bodies and figures are made up.
//!
//! Their texts are files of the app, so that the page is light without them.

use crate::project::NewDocument;
use crate::text::Text;
use crate::ui::i18n::{Lang, Msg};

/// Where the app keeps them, and what they are called: an issued notice with masthead, numbered tasks and signature; and
/// a county's work plan.
pub const FILES: [(&str, Msg); 2] = [("samples/notice.txt", Msg::SampleNotice), ("samples/plan.txt", Msg::SamplePlan)];

/// A sample, named in a language.
pub fn document(content: &str, name: Msg, lang: Lang) -> NewDocument {
    // A checkout may have changed the line ends; texts have one kind.
    let content = content.trim_end().replace("\r\n", "\n");
    NewDocument::plain(lang.say(name), lang.say(Msg::SourceSample), Text::new(content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_of_a_size_to_read() {
        for content in [include_str!("../../public/samples/notice.txt"), include_str!("../../public/samples/plan.txt")]
        {
            let document = document(content, Msg::SampleNotice, Lang::Zh);
            let characters = document.text.code_point_len().index();
            assert!((2_000..6_000).contains(&characters), "{} has {characters}", document.name);
        }
    }
}
