//! The words of responsibility (责任用语): those that follow a name (`牵头`, `配合`) and those that stand before a list
//! (`责任单位:`).

/// What part a department has in a task (角色).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// 牵头: it leads.
    Lead,
    /// 责任: it is responsible, with no word for how.
    #[default]
    Responsible,
    /// 配合: it supports.
    Support,
}

impl Duty {
    /// The value of the attribute `role`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Responsible => "responsible",
            Self::Support => "support",
        }
    }
}

/// Words after a list of names, by the duty they give. Of two that fit the longer comes first.
const AFTER: [(&str, Duty); 47] = [
    ("负总责", Duty::Lead),
    ("牵头负责", Duty::Lead),
    ("牵头落实", Duty::Lead),
    ("牵头组织实施", Duty::Lead),
    ("牵头组织", Duty::Lead),
    ("牵头实施", Duty::Lead),
    ("牵头推进", Duty::Lead),
    ("牵头抓总", Duty::Lead),
    ("牵头协调", Duty::Lead),
    ("牵头办理", Duty::Lead),
    ("总牵头", Duty::Lead),
    ("牵头", Duty::Lead),
    ("主抓", Duty::Lead),
    ("主办", Duty::Lead),
    ("配合落实", Duty::Support),
    ("配合实施", Duty::Support),
    ("配合推进", Duty::Support),
    ("密切配合", Duty::Support),
    ("积极配合", Duty::Support),
    ("协同配合", Duty::Support),
    ("协助配合", Duty::Support),
    ("参与配合", Duty::Support),
    ("配合", Duty::Support),
    ("共同参与", Duty::Support),
    ("参与", Duty::Support),
    ("参加", Duty::Support),
    ("协助", Duty::Support),
    ("协同", Duty::Support),
    ("协办", Duty::Support),
    ("支持", Duty::Support),
    ("具体负责", Duty::Responsible),
    ("负责组织实施", Duty::Responsible),
    ("负责落实", Duty::Responsible),
    ("负责实施", Duty::Responsible),
    ("负责推进", Duty::Responsible),
    ("负责指导", Duty::Responsible),
    ("负责", Duty::Responsible),
    ("组织实施", Duty::Responsible),
    ("组织落实", Duty::Responsible),
    ("贯彻落实", Duty::Responsible),
    ("抓好落实", Duty::Responsible),
    ("推进落实", Duty::Responsible),
    ("承担", Duty::Responsible),
    ("主责", Duty::Responsible),
    ("落实", Duty::Responsible),
    ("实施", Duty::Responsible),
    ("办理", Duty::Responsible),
];

/// The duty word a text begins with, and its bytes.
pub fn word_at(text: &str) -> Option<(Duty, usize)> {
    AFTER.iter().find(|(word, _)| text.starts_with(word)).map(|&(word, duty)| (duty, word.len()))
}

/// The duty word a text ends with, and its bytes.
pub fn word_before_end(text: &str) -> Option<(Duty, usize)> {
    let fits = AFTER.iter().filter(|(word, _)| text.ends_with(word));
    fits.map(|&(word, duty)| (duty, word.len())).max_by_key(|&(_, len)| len)
}

/// What a field such as `责任单位:` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Departments, with this duty.
    Departments(Duty),
    /// Something else, which ends a list of departments: `完成时限:`, `责任人:`.
    Other,
}

/// Beginnings and middles of words for fields of departments.
const FIELD_DUTIES: [(&str, Duty); 38] = [
    ("牵头", Duty::Lead),
    ("主办", Duty::Lead),
    ("主抓", Duty::Lead),
    ("主责", Duty::Lead),
    ("主管", Duty::Lead),
    ("主体", Duty::Lead),
    ("主要责任", Duty::Lead),
    ("主要负责", Duty::Lead),
    ("第一责任", Duty::Lead),
    ("配合", Duty::Support),
    ("协办", Duty::Support),
    ("协同", Duty::Support),
    ("协助", Duty::Support),
    ("协作", Duty::Support),
    ("参与", Duty::Support),
    ("参加", Duty::Support),
    ("支持", Duty::Support),
    ("协调", Duty::Support),
    ("责任", Duty::Responsible),
    ("市级责任", Duty::Responsible),
    ("省级责任", Duty::Responsible),
    ("县级责任", Duty::Responsible),
    ("区级责任", Duty::Responsible),
    ("市直责任", Duty::Responsible),
    ("省直责任", Duty::Responsible),
    ("具体责任", Duty::Responsible),
    ("相关责任", Duty::Responsible),
    ("其他责任", Duty::Responsible),
    ("负责", Duty::Responsible),
    ("具体负责", Duty::Responsible),
    ("落实", Duty::Responsible),
    ("实施", Duty::Responsible),
    ("承办", Duty::Responsible),
    ("承担", Duty::Responsible),
    ("分工", Duty::Responsible),
    ("执行", Duty::Responsible),
    ("组织实施", Duty::Responsible),
    ("推进", Duty::Responsible),
];

/// What words for fields of departments end with.
const FIELD_NOUNS: &[&str] = &["单位", "部门", "主体", "机构"];

/// Whole words for fields of departments that have no noun.
const FIELD_WORDS: [(&str, Duty); 12] = [
    ("主办", Duty::Lead),
    ("承办", Duty::Responsible),
    ("协办", Duty::Support),
    ("责任单位及责任人", Duty::Responsible),
    ("责任分工", Duty::Responsible),
    ("任务分工", Duty::Responsible),
    ("职责分工", Duty::Responsible),
    ("部门分工", Duty::Responsible),
    ("牵头", Duty::Lead),
    ("配合", Duty::Support),
    ("负责", Duty::Responsible),
    ("责任", Duty::Responsible),
];

/// Words for other fields that stand beside those of departments.
const OTHER_FIELDS: &[&str] = &[
    "完成时限",
    "完成时间",
    "时间要求",
    "时间节点",
    "完成期限",
    "时限",
    "进度安排",
    "时间安排",
    "责任领导",
    "牵头领导",
    "分管领导",
    "包抓领导",
    "市级领导",
    "县级领导",
    "牵头市领导",
    "责任人",
    "负责人",
    "联系人",
    "联系电话",
    "电话",
    "责任科室",
    "牵头科室",
    "工作目标",
    "目标任务",
    "工作措施",
    "具体措施",
    "备注",
    "说明",
    "资金来源",
    "预期成果",
];

/// What kind of field a word names, the whole word taken: `责任单位`, `牵头部门`, `完成时限`.
pub fn field(word: &str) -> Option<Field> {
    let word = word.trim();
    if let Some(plain) = without_bracket(word) {
        return field(&plain);
    }
    if let Some((_, duty)) = FIELD_WORDS.iter().find(|(it, _)| *it == word) {
        return Some(Field::Departments(*duty));
    }
    if OTHER_FIELDS.contains(&word) {
        return Some(Field::Other);
    }
    let stem = FIELD_NOUNS.iter().find_map(|noun| word.strip_suffix(noun))?;
    let stem = stem.trim_start_matches(['(', '（', '及', '和', '、']);
    let stem = stem.trim_end_matches(['(', '（', '和', '及', '、', '/']);
    let known = |stem: &str| FIELD_DUTIES.iter().find(|(it, _)| *it == stem).map(|&(_, duty)| Field::Departments(duty));
    known(stem).or(match stem {
        "牵头责任" | "牵头负责" => Some(Field::Departments(Duty::Lead)),
        "配合责任" | "配合负责" => Some(Field::Departments(Duty::Support)),
        _ => None,
    })
}

/// A word for a field without the other word for it in brackets: 责任单位(部门), 牵头(责任)单位.
fn without_bracket(word: &str) -> Option<String> {
    let (before, rest) = word.split_once(['(', '（'])?;
    let (inside, after) = rest.split_once([')', '）'])?;
    let other = ["单位", "部门", "责任", "牵头", "配合", "主体", "机构", "协办", "主办", "参与", "协同", "落实"]
        .iter()
        .any(|noun| inside.ends_with(noun));
    (other && !before.is_empty()).then(|| format!("{before}{after}"))
}

/// The longest word for a field, in characters.
const LONGEST_FIELD: usize = 12;

/// The field word that ends a text (which a colon follows), and its bytes.
pub fn field_before_end(text: &str) -> Option<(Field, usize)> {
    let starts = text.char_indices().rev().take(LONGEST_FIELD).map(|(at, _)| at);
    let fits = starts.filter_map(|at| Some((field(text.get(at..)?)?, text.len() - at)));
    fits.max_by_key(|&(_, len)| len)
}

/// Whether words say by when something is to be done and nothing else: `2024年12月底前完成`, `长期坚持`.
pub fn is_deadline(words: &str) -> bool {
    let words = words.trim();
    let begins = ["长期", "持续", "常年", "每年", "全年", "立即", "即日", "年底", "年内", "时限", "完成时"];
    let dated = words.starts_with(|ch: char| ch.is_ascii_digit()) && words.contains(['年', '月']);
    words.chars().count() <= 24 && (dated || begins.iter().any(|word| words.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_known_by_their_words() {
        use Duty::*;
        for (word, duty) in [
            ("责任单位", Responsible),
            ("牵头单位", Lead),
            ("牵头部门", Lead),
            ("牵头责任单位", Lead),
            ("配合单位", Support),
            ("参与部门", Support),
            ("责任部门", Responsible),
            ("责任主体", Responsible),
            ("市级责任单位", Responsible),
            ("责任单位(部门)", Responsible),
            ("牵头(责任)单位", Lead),
        ] {
            assert_eq!(field(word), Some(Field::Departments(duty)), "{word}");
        }
        assert_eq!(field("完成时限"), Some(Field::Other));
        for word in ["单位", "计量单位", "建设单位", "部门", "有关部门", ""] {
            assert_eq!(field(word), None, "{word}");
        }
        assert_eq!(field_before_end("(一)牵头单位"), Some((Field::Departments(Lead), "牵头单位".len())));
    }

    #[test]
    fn the_longer_duty_word_wins() {
        assert_eq!(word_at("牵头负责)"), Some((Duty::Lead, "牵头负责".len())));
        assert_eq!(word_before_end("市公安局等按职责分工负责"), Some((Duty::Responsible, "负责".len())));
        assert_eq!(word_at("要依托"), None);
    }
}
