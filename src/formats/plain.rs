//! Plain text (纯文本): line ends and limits. What else is in a text is nobody's to change.

use super::limits;
use super::problem::ProblemKind;
use crate::text::Text;

/// Checks the length of a text and takes it over.
///
/// # Errors
/// [`ProblemKind::Empty`] and [`ProblemKind::TooLong`].
pub fn text_of(content: String) -> Result<Text, ProblemKind> {
    if content.trim().is_empty() {
        return Err(ProblemKind::Empty);
    }
    if too_long(&content) {
        return Err(ProblemKind::TooLong { limit: limits::TEXT_CODE_POINTS });
    }
    Ok(Text::new(content))
}

/// Whether a text has more code points than are allowed.
pub fn too_long(content: &str) -> bool {
    content.len() as u64 > limits::TEXT_CODE_POINTS && content.chars().count() as u64 > limits::TEXT_CODE_POINTS
}

/// The text with every `\r\n` and lone `\r` made `\n`.
pub fn unify_line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}
