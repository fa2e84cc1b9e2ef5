//! The notation that the tables of cases are drawn in.

mod support;

use support::notation::{draw, read};

#[test]
fn reads_spans_with_and_without_attributes() {
    let (plain, spans) = read("到[2025年:TIME|value=2025;cmp=by],建成[3.5万套:QTY]").expect("readable");
    assert_eq!(plain, "到2025年,建成3.5万套");
    let words: Vec<_> = spans.iter().map(|span| (&plain[span.range()], span.label.as_str())).collect();
    assert_eq!(words, [("2025年", "TIME"), ("3.5万套", "QTY")]);
    assert_eq!(spans[0].attrs["cmp"], "by");
}

#[test]
fn reads_nested_spans_colons_and_doubled_brackets() {
    assert!(read("[[南昌:LOC]市公安局:ORG]").is_err(), "`[[` is always a literal bracket");
    let (plain, spans) = read("见[[1]]:[责任单位:[市局:DEPT|role=lead]等:ORG]").expect("readable");
    assert_eq!(plain, "见[1]:责任单位:市局等");
    let words: Vec<_> = spans.iter().map(|span| &plain[span.range()]).collect();
    assert_eq!(words, ["责任单位:市局等", "市局"]);
}

#[test]
fn says_what_is_wrong() {
    assert!(read("到[2025年").unwrap_err().contains("without `]`"));
    assert!(read("到2025年:TIME]").unwrap_err().contains("without `[`"));
    assert!(read("到[2025年]").unwrap_err().contains(":LABEL"));
    assert!(read("到[2025年:TIME|by]").unwrap_err().contains('='));
}

#[test]
fn draws_what_it_reads() {
    for drawing in ["无", "[一[二:B]:A]三[四:C|x=1;y=2]", "[[1]][5人:QTY|value=5]"] {
        let (plain, spans) = read(drawing).expect("readable");
        assert_eq!(draw(&plain, &spans), drawing);
    }
}
