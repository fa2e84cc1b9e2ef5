//! The ledger as people look at it (筛选、排序、透视): which rows, in which order, under which department.

use super::Row;
use crate::text::order;
use litemap::LiteMap;
use std::cmp::Ordering;

/// A column that rows can be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The number as printed, which is the order of the text.
    Number,
    /// The heading above.
    Section,
    /// The task's own words.
    Task,
    /// Who leads.
    Lead,
    /// Who is responsible.
    Responsible,
    /// Who supports.
    Support,
    /// How many targets there are.
    Targets,
    /// The earliest deadline.
    Deadline,
}

impl Column {
    /// All columns in the order they are shown.
    pub const ALL: [Self; 8] = [
        Self::Number,
        Self::Section,
        Self::Task,
        Self::Lead,
        Self::Responsible,
        Self::Support,
        Self::Targets,
        Self::Deadline,
    ];

    /// The role of the departments in this column, where it holds departments.
    pub const fn role(self) -> Option<&'static str> {
        match self {
            Self::Lead => Some("lead"),
            Self::Responsible => Some("responsible"),
            Self::Support => Some("support"),
            _ => None,
        }
    }
}

/// Which rows are wanted; what is empty lets everything through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words that stand in any cell.
    pub words: String,
    /// A department that has any role.
    pub department: String,
    /// The heading above.
    pub section: String,
    /// The latest date of the earliest deadline, as `2026-12-31`.
    pub due: String,
}

/// Whether a row is wanted.
pub fn fits(row: &Row, wanted: &Wanted) -> bool {
    let Wanted { words, department, section, due } = wanted;
    let mut cells = [&row.number, &row.section, &row.title]
        .into_iter()
        .chain(row.departments.iter().map(|it| &it.canonical))
        .chain(row.targets.iter().flat_map(|it| [&it.words, &it.indicator]))
        .chain(row.deadlines.iter().flat_map(|it| [&it.words, &it.value]));
    (words.is_empty() || cells.any(|cell| cell.contains(words.as_str())))
        && (department.is_empty() || row.departments.iter().any(|it| it.canonical == *department))
        && (section.is_empty() || row.section == *section)
        && (due.is_empty() || last_day(row).is_some_and(|last| last.as_str() <= due.as_str()))
}

/// The last day of the earliest deadline of a known year, as `2026-12-31`; a month's last day counts as its 31st.
pub fn last_day(row: &Row) -> Option<String> {
    let value =
        row.deadlines.iter().map(|it| it.value.as_str()).find(|it| it.starts_with(|ch: char| ch.is_ascii_digit()))?;
    // Of a range the end counts.
    let value = value.rsplit('/').next().unwrap_or(value);
    Some(match value.len() {
        4 => format!("{value}-12-31"),
        7 => format!("{value}-31"),
        _ => value.to_owned(),
    })
}

/// Orders two rows by a column, or backwards; rows without anything in it come last in either order. The number says
/// nothing, as rows are in its order already.
pub fn compare(a: &Row, b: &Row, column: Column, backwards: bool) -> Ordering {
    let first = |row: &Row| {
        let role = column.role().unwrap_or_default();
        row.departments.iter().find(|it| role_of(&it.role) == role).map(|it| it.canonical.clone())
    };
    let turned = |order: Ordering| if backwards { order.reverse() } else { order };
    let present = |a: Option<String>, b: Option<String>| a.is_none().cmp(&b.is_none()).then(turned(a.cmp(&b)));
    match column {
        Column::Number => Ordering::Equal,
        Column::Section => turned(a.section.cmp(&b.section)),
        Column::Task => turned(a.title.cmp(&b.title)),
        Column::Lead | Column::Responsible | Column::Support => present(first(a), first(b)),
        Column::Targets => turned(b.targets.len().cmp(&a.targets.len())),
        Column::Deadline => present(last_day(a), last_day(b)),
    }
}

/// A role as one of the three that have columns; anything unknown counts as responsible.
pub fn role_of(role: &str) -> &str {
    if matches!(role, "lead" | "support") { role } else { "responsible" }
}

/// A department with the rows that name it (透视).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name; empty for tasks of nobody.
    pub department: String,
    /// The rows, by their place among those given.
    pub rows: Vec<usize>,
    /// In how many of them it leads, is responsible, supports.
    pub roles: [usize; 3],
}

/// Rows by department, those with most tasks first; tasks of nobody come last. A task of several departments stands under
/// each.
pub fn by_department<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<Group> {
    let mut groups: LiteMap<&str, Group> = LiteMap::new();
    let mut nobody = Vec::new();
    for (at, row) in rows.enumerate() {
        if row.departments.is_empty() {
            nobody.push(at);
        }
        for it in &row.departments {
            let new = || Group { department: it.canonical.clone(), rows: Vec::new(), roles: [0; 3] };
            let group = groups.entry(it.canonical.as_str()).or_insert_with(new);
            group.rows.push(at);
            let [lead, responsible, support] = &mut group.roles;
            match role_of(&it.role) {
                "lead" => *lead += 1,
                "support" => *support += 1,
                _ => *responsible += 1,
            }
        }
    }
    let mut groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
    order::sort_by_key(&mut groups, |group| std::cmp::Reverse(group.rows.len()));
    if !nobody.is_empty() {
        groups.push(Group { department: String::new(), rows: nobody, roles: [0; 3] });
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{ActorId, MarkId};
    use crate::ledger::{Deadline, Responsible, Target};
    use crate::text::Span;

    fn row(title: &str, departments: &[(&str, &str)], deadline: &str) -> Row {
        let (span, mark) = (Span::default(), MarkId { actor: ActorId(1), number: 1 });
        let department = |(name, role): &(&str, &str)| Responsible {
            canonical: (*name).to_owned(),
            role: (*role).to_owned(),
            group: false,
            span,
            mark,
        };
        let due = Deadline { value: deadline.to_owned(), words: deadline.to_owned(), span, mark };
        Row {
            number: "1".to_owned(),
            section: "一、总则".to_owned(),
            title: title.to_owned(),
            span,
            departments: departments.iter().map(department).collect(),
            targets: Vec::<Target>::new(),
            deadlines: if deadline.is_empty() { Vec::new() } else { vec![due] },
        }
    }

    #[test]
    fn deadlines_end_with_their_last_day() {
        let cases = [
            ("2026", Some("2026-12-31")),
            ("2026-06", Some("2026-06-31")),
            ("2026-06-01", Some("2026-06-01")),
            ("2021/2025", Some("2025-12-31")),
            ("XXXX-06", None),
            ("", None),
        ];
        for (value, last) in cases {
            assert_eq!(last_day(&row("建桥", &[], value)).as_deref(), last, "{value}");
        }
    }

    #[test]
    fn filters_by_every_field() {
        let row = row("建桥", &[("市甲局", "lead"), ("市乙局", "support")], "2026");
        let wanted = |words: &str, department: &str, section: &str, due: &str| Wanted {
            words: words.to_owned(),
            department: department.to_owned(),
            section: section.to_owned(),
            due: due.to_owned(),
        };
        let cases = [
            (wanted("", "", "", ""), true),
            (wanted("桥", "市乙局", "一、总则", "2026-12-31"), true),
            (wanted("湖", "", "", ""), false),
            (wanted("市甲", "", "", ""), true),
            (wanted("", "市甲", "", ""), false),
            (wanted("", "", "二、保障", ""), false),
            (wanted("", "", "", "2026-12-30"), false),
        ];
        for (wanted, fit) in cases {
            assert_eq!(fits(&row, &wanted), fit, "{wanted:?}");
        }
    }

    #[test]
    fn orders_with_empty_cells_last() {
        let rows =
            [row("丙", &[], ""), row("乙", &[("市乙局", "lead")], "2027"), row("甲", &[("市甲局", "lead")], "2026")];
        let ordered = |column, backwards| {
            let mut sorted: Vec<&Row> = rows.iter().collect();
            sorted.sort_by(|a, b| compare(a, b, column, backwards));
            sorted.iter().map(|row| row.title.as_str()).collect::<String>()
        };
        let order = |column| ordered(column, false);
        assert_eq!(order(Column::Number), "丙乙甲");
        assert_eq!(order(Column::Deadline), "甲乙丙");
        assert_eq!(order(Column::Lead), "乙甲丙", "by code point, as 乙 comes before 甲");
        assert_eq!(order(Column::Support), "丙乙甲");
        assert_eq!(ordered(Column::Deadline, true), "乙甲丙");
        assert_eq!(ordered(Column::Lead, true), "甲乙丙");
        assert_eq!(ordered(Column::Task, true), "甲乙丙");
    }

    #[test]
    fn groups_by_department() {
        let rows = [
            row("甲", &[("市甲局", "lead"), ("市乙局", "support")], ""),
            row("乙", &[("市乙局", "")], ""),
            row("丙", &[], ""),
        ];
        let groups: Vec<_> =
            by_department(rows.iter()).into_iter().map(|it| (it.department, it.rows, it.roles)).collect();
        let expected = [
            ("市乙局".to_owned(), vec![0, 1], [0, 1, 1]),
            ("市甲局".to_owned(), vec![0], [1, 0, 0]),
            (String::new(), vec![2], [0, 0, 0]),
        ];
        assert_eq!(groups, expected);
    }
}
