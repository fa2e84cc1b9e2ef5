//! Ways to reach someone (联系方式): telephone and fax numbers, mail and web addresses, each one span.
//!
//! Numbers that carry their own shape (mobile, area code, 400) need no context; a bare run of digits counts only in a line
//! that speaks of telephones. Postal addresses are not recognised.

use super::{Candidate, Context, Recogniser};
use crate::annotate::Attrs;
use crate::scheme::label;
use crate::text::ViewSpan;
use regex::{Match, Regex};

/// Stronger than any number or time.
const WEIGHT: u8 = 90;

/// Words that make a bare run of digits a telephone number, anywhere before it in the line.
const PHONE_WORDS: &[&str] = &[
    "电话",
    "联系人",
    "联系方式",
    "传真",
    "热线",
    "手机",
    "座机",
    "总机",
    "邮箱",
    "联络",
    "咨询",
    "拨打",
    "致电",
    "tel",
    "Tel",
    "TEL",
    "fax",
    "Fax",
    "FAX",
    "办公室:",
];

/// Words right before a short service number (`拨打12345`).
const DIAL_WORDS: &[&str] = &["拨打", "致电", "电话", "电话:", "热线", "热线:", "电话为", "热线为", "电话是"];

/// Recognises ways to reach someone.
#[derive(Debug)]
pub struct Contacts {
    address: Option<Regex>,
    shaped: Option<Regex>,
    bare: Option<Regex>,
}

/// Mail addresses, web addresses with and without a scheme. Case is ignored for ASCII alone: the pattern must not need
/// the tables of Unicode cases, which the shipped programs leave out (and test programs happen to have).
const ADDRESS: &str = concat!(
    r"(?P<mail>[A-Za-z0-9][A-Za-z0-9._%+\-]*\s?@\s?[A-Za-z0-9][A-Za-z0-9\-]*(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,})",
    r"|(?P<url>(?i-u:https?|ftp)://[!-+\--:<-~]+",
    r"|(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+(?i-u:gov|com|org|net|edu|mil|cn|top|info|cc|vip)(?:\.(?:cn|hk|tw))?(?::\d{2,5})?(?:/[!-+\--:<-~]*)?)",
);

/// Mobile numbers, numbers with an area code, 400 and 800 numbers.
const SHAPED: &str = concat!(
    r"(?:\+?86[\- ]?)?1[3-9]\d(?:\d{8}|[\- ]\d{4}[\- ]\d{4})",
    r"|(?:\+?86[\- ]?)?\(0\d{2,3}\)\s?[\-—–]?\s?\d{7,8}(?:[\-—–]\d{1,5}|转\d{1,5})?",
    r"|(?:\+?86[\- ]?)?0\d{2,3}\s?[\-—–]{1,2}\s?\d{7,8}(?:[\-—–]\d{1,5}|转\d{1,5})?",
    r"|0(?:10|2\d|[3-9]\d{2}) ?\d{7,8}(?:[\-—–]\d{1,5}|转\d{1,5})?",
    r"|[48]00(?:[\- ]?\d{3}[\- ]?\d{4}|[\- ]?\d{4}[\- ]?\d{3})",
);

/// A bare local number, or a short service number.
const BARE: &str = r"\d{7,8}(?:[\-—–]\d{1,5}|转\d{1,5})?|1\d{4}|95\d{3}|1[12]\d";

impl Contacts {
    /// Prepares the patterns.
    pub fn new() -> Self {
        Self { address: Regex::new(ADDRESS).ok(), shaped: Regex::new(SHAPED).ok(), bare: Regex::new(BARE).ok() }
    }
}

impl Default for Contacts {
    fn default() -> Self {
        Self::new()
    }
}

impl Recogniser for Contacts {
    fn name(&self) -> &'static str {
        "contact"
    }

    fn find(&self, context: Context<'_>, region: ViewSpan, out: &mut Vec<Candidate>) {
        let mut at = region.range().start;
        for line in context.view.slice(region).split_inclusive('\n') {
            self.read_line(at, line, out);
            at += line.len();
        }
    }
}

impl Contacts {
    fn read_line(&self, at: usize, line: &str, out: &mut Vec<Candidate>) {
        if line.contains('.') {
            self.addresses(at, line, out);
        }
        if line.bytes().filter(u8::is_ascii_digit).take(7).count() == 7 {
            for found in
                self.shaped.iter().flat_map(|regex| regex.find_iter(line)).filter(|found| stands_alone(line, found))
            {
                out.push(candidate(at + found.start(), found.as_str(), "contact.telephone"));
            }
        }
        if let Some(word) = has_digits(line, 3).then(|| first_phone_word(line)).flatten() {
            self.bare_numbers(at, line, word, out);
        }
    }

    fn addresses(&self, at: usize, line: &str, out: &mut Vec<Candidate>) {
        for found in self.address.iter().flat_map(|regex| regex.captures_iter(line)) {
            if let Some(mail) = found.name("mail") {
                out.push(candidate(at + mail.start(), mail.as_str(), "contact.mail"));
            } else if let Some(url) = found.name("url") {
                out.push(candidate(at + url.start(), whole_address(url.as_str()), "contact.address"));
            }
        }
    }

    /// Numbers without a shape of their own, after the line's first word about telephones.
    fn bare_numbers(&self, at: usize, line: &str, from: usize, out: &mut Vec<Candidate>) {
        let rest = line.get(from..).unwrap_or("");
        for found in self.bare.iter().flat_map(|regex| regex.find_iter(rest)).filter(|found| stands_alone(rest, found))
        {
            let before = rest.get(..found.start()).unwrap_or("");
            let local = found.len() >= 7 && !follows_document_year(before);
            if local || DIAL_WORDS.iter().any(|word| before.trim_end().ends_with(word)) {
                out.push(candidate(at + from + found.start(), found.as_str(), "contact.telephone_in_context"));
            }
        }
    }
}

fn candidate(start: usize, words: &str, rule: &'static str) -> Candidate {
    let span = ViewSpan::from_range(start..start + words.len());
    Candidate { span, label: label::CONTACT, attrs: Attrs::default(), rule, trigger: span, weight: WEIGHT }
}

/// Whether the line holds a run of at least `n` digits.
fn has_digits(line: &str, n: usize) -> bool {
    line.as_bytes().split(|byte| !byte.is_ascii_digit()).any(|run| run.len() >= n)
}

fn first_phone_word(line: &str) -> Option<usize> {
    PHONE_WORDS.iter().filter_map(|word| line.find(word)).min()
}

/// Whether a match is no part of a longer number and carries no unit: `13800138000元` is money.
fn stands_alone(line: &str, found: &Match<'_>) -> bool {
    let before = line.get(..found.start()).unwrap_or("").chars().next_back();
    let mut after = line.get(found.end()..).unwrap_or("").chars();
    let next = after.next();
    let joined = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_alphanumeric() || "_%‰℃°".contains(ch));
    let fraction = next == Some('.') && after.next().is_some_and(|ch| ch.is_ascii_digit());
    let decimals = before == Some('.') || before == Some('-') && !found.as_str().starts_with('0');
    let unit = next.is_some_and(|ch| "元万亿年月日号人个户亩吨条件项次家名余多".contains(ch));
    !joined(before) && !joined(next) && !fraction && !decimals && !unit
}

/// Whether a number stands after a bracket of a document number or code: `〔2021〕12345678`.
fn follows_document_year(before: &str) -> bool {
    before.ends_with(['〕', ']', '第', '号', '码'])
}

/// A web address without the punctuation of the sentence around it.
fn whole_address(url: &str) -> &str {
    let closed = url.contains('(');
    url.trim_end_matches(|ch: char| ".,;:!?'\"]}>".contains(ch) || ch == ')' && !closed)
}
