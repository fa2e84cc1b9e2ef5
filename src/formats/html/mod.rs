//! HTML to text (网页): what a reader sees, line by line; table rows with tabs. Nothing in the page ever runs.
//!
//! Only the tokenizer of a browser-grade parser is used, not its tree: building the tree of a hostile page can take
//! quadratic time and memory, tokens cannot. Blank characters are collapsed as browsers do, except in `pre`; a line break
//! of the source between two Chinese characters is nothing, because it was only put there to keep lines short.
//!
//! Losses: all markup, scripts, style sheets, templates, comments and hidden elements; the last are counted.

mod guard;
mod lines;

use super::limits;
use super::problem::{Dropped, ProblemKind, Problems};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use lines::Lines;
use std::cell::RefCell;

/// Whether a text is an HTML page: it begins like one, or it is named so and has a tag near its start.
pub fn looks_html(content: &str, ending: &str) -> bool {
    let head: String = content.trim_start().chars().take(512).collect::<String>().to_ascii_lowercase();
    let begins = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.starts_with(tag));
    let named = matches!(ending, "html" | "htm" | "xhtml" | "shtml" | "mht");
    begins || head.starts_with("<?xml") && head.contains("<html") || named && head.contains('<')
}

/// The encoding that a page declares in its first kilobytes.
pub fn charset(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..bytes.len().min(2_048))?;
    let is_page = |tag: &[u8]| head.windows(tag.len()).any(|window| window.eq_ignore_ascii_case(tag));
    if !is_page(b"<meta") || encoding_rs::Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let at = head.windows(8).position(|window| window.eq_ignore_ascii_case(b"charset="))? + 8;
    let value = head.get(at..)?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_".contains(byte))?;
    let name = std::str::from_utf8(value.get(..end)?).ok()?;
    encoding_rs::Encoding::for_label(name.as_bytes()).map(|_| name)
}

/// The visible text of a page.
///
/// # Errors
/// [`ProblemKind::Bomb`] for a tag with more attributes than any page needs: the parser compares each with all others.
pub fn read(content: &str, problems: &mut Problems) -> Result<String, ProblemKind> {
    if guard::most_attributes(content.as_bytes()) > limits::XML_ATTRIBUTES {
        return Err(ProblemKind::Bomb { limit: "attributes" });
    }
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(content));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    // The sink never asks to stop, so one call reads everything.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let page = tokenizer.sink.0.take();
    for (what, count) in [(Dropped::Script, page.n_scripts), (Dropped::Hidden, page.n_hidden)] {
        if count > 0 {
            problems.add(ProblemKind::Dropped { what, count });
        }
    }
    Ok(page.lines.finish())
}

#[derive(Default)]
struct Sink(RefCell<Page>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => page.text(&text),
            Token::TagToken(tag) => return page.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// A page on its way to text.
#[derive(Default)]
struct Page {
    lines: Lines,
    /// The element that is being left out, and how many of its name are open.
    skipped: Option<(String, usize)>,
    n_pre: usize,
    n_scripts: u64,
    n_hidden: u64,
}

impl Page {
    fn text(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        if self.n_pre > 0 {
            self.lines.verbatim(text);
        } else {
            self.lines.flow(text);
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let opens = tag.kind == TagKind::StartTag;
        if !self.skip(tag, name, opens) {
            self.lay_out(name, opens);
        }
        match name {
            "script" if opens => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" if opens => TokenSinkResult::RawData(RawKind::Rawtext),
            "textarea" | "title" if opens => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Whether the tag belongs to something that is left out.
    fn skip(&mut self, tag: &Tag, name: &str, opens: bool) -> bool {
        if let Some((skipped, depth)) = &mut self.skipped {
            // A hidden paragraph or cell may end without saying so where the next one begins.
            let ends_silently = opens && matches!(skipped.as_str(), "p" | "li" | "td" | "tr") && is_block(name);
            if *skipped == name && !ends_silently {
                *depth = if opens { *depth + 1 } else { *depth - 1 };
            }
            if *depth > 0 && !ends_silently {
                return true;
            }
            self.skipped = None;
            if !ends_silently {
                return true;
            }
        }
        let is_script = matches!(
            name,
            "script"
                | "style"
                | "template"
                | "noscript"
                | "iframe"
                | "object"
                | "svg"
                | "select"
                | "textarea"
                | "title"
        );
        if opens && (is_script || is_hidden(tag)) && !is_void(name) && !tag.self_closing {
            if is_script {
                self.n_scripts += u64::from(matches!(name, "script" | "style" | "template"));
            } else {
                self.n_hidden += 1;
            }
            self.skipped = Some((name.to_owned(), 1));
            return true;
        }
        false
    }

    fn lay_out(&mut self, name: &str, opens: bool) {
        match name {
            "br" => self.lines.end_line(),
            "td" | "th" if opens => self.lines.cell(),
            "pre" => {
                self.n_pre = if opens { self.n_pre + 1 } else { self.n_pre.saturating_sub(1) };
                self.lines.end_block();
            }
            "tr" | "table" => self.lines.row(),
            _ if is_block(name) => self.lines.end_block(),
            _ => {}
        }
    }
}

fn is_hidden(tag: &Tag) -> bool {
    tag.attrs.iter().take(limits::XML_ATTRIBUTES).any(|attr| match &*attr.name.local {
        "hidden" => true,
        "style" => {
            let style: String = attr.value.chars().filter(|ch| !ch.is_whitespace()).collect();
            let style = style.to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    })
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr" | "img" | "input" | "meta" | "link" | "col" | "wbr" | "area" | "base" | "embed" | "source"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "form"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "aside"
            | "address"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "fieldset"
            | "center"
            | "body"
            | "html"
            | "head"
            | "thead"
            | "tbody"
            | "tfoot"
            | "caption"
            | "details"
            | "summary"
            | "pre"
            | "tr"
            | "td"
            | "th"
            | "table"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_become_lines() {
        for (page, text) in [
            ("<p>一</p><p>二", "一\n二\n"),
            ("<div>到\n 2027年，\n  实现</div>", "到 2027年，实现\n"),
            ("甲<br>乙<script>alert('<p>x</p>')</script>丙", "甲\n乙丙\n"),
            (
                "<table><tr><th>部门<th>任务</tr><tr><td>市<br>局</td><td>一</td></tr></table>完",
                "部门\t任务\n市 局\t一\n完\n",
            ),
            ("<p hidden>看不见<p>看得见</p>", "看得见\n"),
            ("<div style='display: none'>x<div>y</div>z</div>有", "有\n"),
            ("a&nbsp;b&lt;c&amp;d &#x4e00;", "a\u{a0}b<c&d 一\n"),
            ("<pre>一\n  二</pre>", "一\n  二\n"),
            ("<pre>一&#13;\n二&#xd;三</pre>", "一\n二\n三\n"),
            ("<title>题</title><style>p{}</style><!-- 注 -->文", "文\n"),
            ("<p>没有结束 < 3 的标签 <b", "没有结束 < 3 的标签\n"),
        ] {
            assert_eq!(read(page, &mut Problems::new("x")).unwrap(), text, "{page}");
        }
    }

    #[test]
    fn the_declared_encoding_is_found() {
        for (page, name) in [
            (&b"<html><head><meta charset=gb2312></head>"[..], Some("gb2312")),
            (b"<META http-equiv='Content-Type' content=\"text/html; charset=GBK\">", Some("GBK")),
            (b"<meta charset='no-such'>", None),
            (b"charset=gbk ", None),
        ] {
            assert_eq!(charset(page), name);
        }
    }
}
