//! The two documents that a new project begins with (示例). Places, bodies and figures are made up.

use crate::project::NewDocument;
use crate::text::Text;
use crate::ui::i18n::{Lang, Msg};

/// An issued notice with masthead, numbered tasks and signature; and a county's work plan.
const SAMPLES: [(&str, Msg); 2] =
    [(include_str!("notice.txt"), Msg::SampleNotice), (include_str!("plan.txt"), Msg::SamplePlan)];

/// The samples, named in a language.
pub fn documents(lang: Lang) -> Vec<NewDocument> {
    let source = lang.say(Msg::SourceSample);
    let documents = SAMPLES.iter().map(|(content, name)| {
        // A checkout may have changed the line ends; texts have one kind.
        let content = content.trim_end().replace("\r\n", "\n");
        NewDocument::plain(lang.say(*name), source, Text::new(content))
    });
    documents.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_of_a_size_to_read() {
        for document in documents(Lang::Zh) {
            let characters = document.text.code_point_len().index();
            assert!((2_000..6_000).contains(&characters), "{} has {characters}", document.name);
        }
    }
}
