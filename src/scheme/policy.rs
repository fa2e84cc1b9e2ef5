//! The built-in scheme for policy documents (政策文件方案).

use super::{AttrDef, AttrKind, LabelDef, Name, RelationDef, Scheme, Wording};

/// The label names of the built-in scheme, for code that proposes or reads them.
pub mod label {
    /// 责任部门: a body named as responsible for a task.
    pub const DEPT: &str = "DEPT";
    /// 机构: any other named organisation.
    pub const ORG: &str = "ORG";
    /// 地点: a named place.
    pub const LOC: &str = "LOC";
    /// 政策文件: a document by title or number.
    pub const POLICY: &str = "POLICY";
    /// 数量: a number with its unit.
    pub const QTY: &str = "QTY";
    /// 时间: a date, year, month, range or plan period.
    pub const TIME: &str = "TIME";
    /// 人物: a person's name.
    pub const PERSON: &str = "PERSON";
    /// 联系方式: telephone, fax, e-mail, web address.
    pub const CONTACT: &str = "CONTACT";
    /// 指标: the metric that a quantity measures.
    pub const INDICATOR: &str = "INDICATOR";
    /// 专项: a named programme, action or project.
    pub const PROGRAM: &str = "PROGRAM";
    /// 任务: a numbered item of work, as a whole.
    pub const TASK: &str = "TASK";
}

impl Scheme {
    /// The built-in scheme for policy documents.
    pub fn policy() -> Self {
        Self { labels: labels(), relations: relations() }
    }
}

fn labels() -> Vec<LabelDef> {
    let dept = vec![
        text("canonical", "规范名称", "Official name"),
        choice(
            "role",
            "角色",
            "Role",
            &[("responsible", "责任", "Responsible"), ("lead", "牵头", "Lead"), ("support", "配合", "Support")],
        ),
    ];
    let qty = vec![
        number("value", "数值", "Value"),
        number("value2", "至", "Up to"),
        text("unit", "单位", "Unit"),
        choice(
            "kind",
            "类别",
            "Kind",
            &[
                ("money", "金额", "Money"),
                ("count", "计数", "Count"),
                ("percent", "百分比", "Percent"),
                ("percentage_point", "百分点", "Percentage points"),
                ("area", "面积", "Area"),
                ("length", "长度", "Length"),
                ("duration", "时长", "Duration"),
                ("mass", "质量", "Mass"),
                ("energy", "能量", "Energy"),
                ("rate", "比率", "Rate"),
                ("ratio", "比值", "Ratio"),
                ("other", "其他", "Other"),
            ],
        ),
        choice(
            "cmp",
            "比较",
            "Comparison",
            &[
                ("eq", "等于", "Equal"),
                ("ge", "不少于", "At least"),
                ("gt", "超过", "More than"),
                ("le", "不超过", "At most"),
                ("lt", "少于", "Less than"),
                ("approx", "约", "About"),
                ("range", "区间", "Range"),
            ],
        ),
    ];
    let time = vec![
        text("value", "日期", "Date"),
        choice("mod", "时段", "Part", &[("start", "初", "Start"), ("mid", "中", "Middle"), ("end", "末", "End")]),
        choice("cmp", "期限", "Deadline", &[("by", "之前", "By")]),
    ];
    vec![
        label_def(label::DEPT, ("责任部门", "Department"), "责", "1", ("#c8321f", "#f0806f"), dept),
        label_def(label::ORG, ("机构", "Organisation"), "机", "2", ("#2f5aa8", "#8fb4ff"), vec![]),
        label_def(label::LOC, ("地点", "Place"), "地", "3", ("#2c7a4b", "#79cf9c"), vec![]),
        label_def(label::POLICY, ("政策文件", "Policy document"), "策", "4", ("#7a3e9d", "#cf9af0"), vec![]),
        label_def(label::QTY, ("数量", "Quantity"), "数", "5", ("#0b7a83", "#63cdd6"), qty),
        label_def(label::TIME, ("时间", "Time"), "时", "6", ("#9a5b00", "#e5ae58"), time),
        label_def(label::INDICATOR, ("指标", "Indicator"), "指", "7", ("#66720a", "#c3cf63"), vec![]),
        label_def(label::PROGRAM, ("专项", "Programme"), "专", "8", ("#95502b", "#dba07c"), vec![]),
        label_def(label::PERSON, ("人物", "Person"), "人", "9", ("#b0306a", "#f08dbb"), vec![]),
        label_def(label::CONTACT, ("联系方式", "Contact"), "联", "0", ("#5f6b76", "#aab4bd"), vec![]),
        label_def(label::TASK, ("任务", "Task"), "任", "t", ("#3d3a34", "#cfc8b8"), vec![]),
    ]
}

fn relations() -> Vec<RelationDef> {
    let relation = |id: &str, zh: &str, en: &str, from: &[&str], to: &[&str]| RelationDef {
        id: id.into(),
        wording: wording(zh, en),
        from: from.iter().map(|&name| name.into()).collect(),
        to: to.iter().map(|&name| name.into()).collect(),
    };
    vec![
        relation("measures", "衡量", "Measures", &[label::QTY], &[label::INDICATOR]),
        relation("responsible_for", "负责", "Responsible for", &[label::DEPT], &[label::TASK]),
        relation("changes_to", "变为", "Changes to", &[label::QTY], &[label::QTY]),
        relation("by", "期限", "Due by", &[label::QTY, label::TASK], &[label::TIME]),
    ]
}

fn label_def(
    id: &str,
    (zh, en): (&str, &str),
    seal: &str,
    key: &str,
    (light, dark): (&str, &str),
    attrs: Vec<AttrDef>,
) -> LabelDef {
    LabelDef {
        id: id.into(),
        wording: wording(zh, en),
        seal: seal.to_owned(),
        key: key.to_owned(),
        colour: (light.to_owned(), dark.to_owned()),
        attrs,
    }
}

fn text(id: &str, zh: &str, en: &str) -> AttrDef {
    AttrDef { id: id.into(), wording: wording(zh, en), kind: AttrKind::Text }
}

fn number(id: &str, zh: &str, en: &str) -> AttrDef {
    AttrDef { id: id.into(), wording: wording(zh, en), kind: AttrKind::Number }
}

fn choice(id: &str, zh: &str, en: &str, values: &[(&str, &str, &str)]) -> AttrDef {
    let values = values.iter().map(|&(id, zh, en)| (Name::from(id), wording(zh, en))).collect();
    AttrDef { id: id.into(), wording: wording(zh, en), kind: AttrKind::Choice(values) }
}

fn wording(zh: &str, en: &str) -> Wording {
    Wording { zh: zh.to_owned(), en: en.to_owned() }
}
