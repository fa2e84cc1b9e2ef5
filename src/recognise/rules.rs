//! What rules are called (规则名): in files and in the journal by a short name of letters, to people in their language.

/// The names of the rules, with the words for them in Chinese and in English.
const NAMES: [(&str, &str, &str); 59] = [
    ("contact.address", "通信地址", "postal address"),
    ("contact.mail", "电子邮箱", "e-mail address"),
    ("contact.telephone", "电话号码", "telephone number"),
    ("contact.telephone_in_context", "“电话”之后的号码", "number after “telephone”"),
    ("department.bare_bracket", "只有部门的括注", "bracket of departments alone"),
    ("department.by", "“由……”句", "clause with “by”"),
    ("department.clause_bracket", "责任从句识别", "bracketed clause of duties"),
    ("department.field", "责任单位栏", "field of duties"),
    ("department.lost_bracket", "缺半边的责任括注", "clause of duties that lost a bracket"),
    ("department.sentence", "责任句", "sentence of duties"),
    ("indicator.before", "数值之前的指标", "metric before a value"),
    ("number.area", "面积", "area"),
    ("number.chinese", "汉字数字", "Chinese numeral"),
    ("number.count", "计数", "count"),
    ("number.duration", "时长", "duration"),
    ("number.energy", "能量", "energy"),
    ("number.fraction", "分数", "fraction"),
    ("number.index", "指数", "index"),
    ("number.length", "长度", "length"),
    ("number.mass", "质量", "mass"),
    ("number.measure", "计量", "measure"),
    ("number.money", "金额", "money"),
    ("number.percent", "百分比", "percentage"),
    ("number.percentage_point", "百分点", "percentage points"),
    ("number.range", "数值范围", "range"),
    ("number.rate", "比率", "rate"),
    ("number.ratio", "比例", "ratio"),
    ("organisation.body", "机构名称", "name of a body"),
    ("organisation.committee", "委员会与小组", "committee"),
    ("organisation.firm", "企业名称", "name of a firm"),
    ("organisation.known", "词典中的机构", "organisation in the dictionary"),
    ("organisation.listed_firm", "名录中的企业", "listed firm"),
    ("organisation.organ", "机关", "organ"),
    ("organisation.organ_of_level", "各级机关", "organ of a level"),
    ("person.appointed", "任免中的人名", "name in an appointment"),
    ("person.list", "名单中的人名", "name in a list"),
    ("person.office", "职务旁的人名", "name beside an office"),
    ("person.title", "称谓旁的人名", "name beside a title"),
    ("place.cluster", "城市群与地带", "cluster of cities"),
    ("place.division", "带级别的政区", "division with its level"),
    ("place.facility", "设施", "facility"),
    ("place.gazetteer", "政区名录", "gazetteer"),
    ("place.joined", "连写的地名", "joined places"),
    ("place.listed", "并列的地名", "place in a list"),
    ("place.road", "道路", "road"),
    ("place.route", "线路", "route"),
    ("place.short_form", "地名简称", "short form of a place"),
    ("policy.number", "发文字号", "document number"),
    ("policy.order", "令", "order"),
    ("policy.title", "书名号中的文件", "document in title marks"),
    ("policy.work", "书名号中的作品", "work in title marks"),
    ("program.named", "有名称的工程与行动", "named programme"),
    ("time.date", "日期", "date"),
    ("time.month", "月份", "month"),
    ("time.part_of_year", "年内时段", "part of a year"),
    ("time.plan", "规划期", "plan period"),
    ("time.range", "起止时间", "range of time"),
    ("time.year", "年份", "year"),
    ("time.year_end", "年底", "end of a year"),
];

/// The words for a rule, Chinese or English; its own name where it is one of another build or of a person's own.
pub fn words_for(rule: &str, chinese: bool) -> &str {
    let found = NAMES.iter().find(|(name, ..)| *name == rule);
    found.map_or(rule, |&(_, zh, en)| if chinese { zh } else { en })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// The words in quotes that look like names of rules, in the sources of a folder.
    fn rules_below(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("it is there") {
            let path = entry.expect("it is read").path();
            if path.is_dir() {
                rules_below(&path, found);
            } else if !path.ends_with("rules.rs") && !path.ends_with("confidence.rs") {
                let text = fs::read_to_string(&path).unwrap_or_default();
                let quoted = text.split('"').skip(1).step_by(2);
                let is_rule = |word: &&str| {
                    let (kind, name) = word.split_once('.').unwrap_or_default();
                    let is_word =
                        |word: &str| !word.is_empty() && word.bytes().all(|ch| ch == b'_' || ch.is_ascii_lowercase());
                    NAMES.iter().any(|(known, ..)| known.split('.').next() == Some(kind)) && is_word(name)
                };
                found.extend(quoted.filter(is_rule).map(str::to_owned));
            }
        }
    }

    #[test]
    fn every_rule_has_words() {
        let mut rules = Vec::new();
        rules_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/recognise"), &mut rules);
        assert!(rules.len() >= 50, "{rules:?}");
        for rule in &rules {
            assert_ne!(words_for(rule, true), rule, "a person reads this");
        }
        for (name, zh, en) in NAMES {
            assert!(!zh.is_ascii() && en.is_ascii() || en.contains('“'), "{name}: {zh}, {en}");
            assert!(rules.iter().any(|rule| rule == name), "{name} is no rule any more");
        }
        assert_eq!(words_for("mine.own", true), "mine.own");
    }
}
