//! What a double click takes.

use zhupi::recognise::Pipeline;
use zhupi::text::Utf8;

#[test]
fn a_double_click_takes_the_unit_or_the_word() {
    let pipeline = Pipeline::builtin();
    let paragraph = "全市新建学校1.2万所,加快推进城镇化建设。";
    let take = |words: &str| {
        let at = Utf8::from_index(paragraph.find(words).expect("words of the paragraph"));
        pipeline.unit_at(paragraph, at).and_then(|span| paragraph.get(span.range()))
    };
    assert_eq!(take("万所"), Some("1.2万所"));
    assert_eq!(take("校"), Some("学校"));
    assert_eq!(take("建设"), Some("建设"));
    assert_eq!(pipeline.unit_at(paragraph, Utf8(9_999)), None);
    assert_eq!(pipeline.unit_at("", Utf8(0)), None);
}
