//! Companies called by a brand alone (企业简称): `引进海川味业、烽云通信等龙头企业`.
//!
//! Nothing in such a name says what it is; the list it stands in does, which ends in `等…企业` or `等…公司`. One member at
//! least must be no common word.

use crate::recognise::Candidate;
use crate::recognise::line::{Line, Role, Unit};

/// Characters of such a name.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;
/// The most members of a list.
const MEMBERS: usize = 12;

/// What members that are kinds of companies or of their work end with.
const CLASSES: &[&str] = &[
    "企业", "公司", "行业", "产业", "领域", "项目", "机构", "策划", "制作", "制造", "服务", "加工", "设计", "咨询",
    "物流", "贸易", "零售", "研发", "生产", "经营", "销售", "餐饮", "旅游", "技术", "材料", "能源", "装备", "产品",
];

/// Proposes the companies listed in a line.
pub(super) fn find(line: &Line<'_>, out: &mut Vec<Candidate>) {
    for (index, unit) in line.units.iter().enumerate() {
        if unit.role != Role::Stop || line.slice(unit.start, unit.end) != "等" || !leads_to_firms(line.after(unit.end))
        {
            continue;
        }
        let members = members(line, index);
        if members.iter().any(|member| is_own(member)) {
            for member in members.into_iter().filter(|member| may_name(line, member)) {
                let (Some(first), Some(last)) = (member.first(), member.last()) else { continue };
                out.push(super::candidate(first.start, last.end, "organisation.listed_firm", first.start));
            }
        }
    }
}

/// Whether companies are what a list is one of: `等龙头企业`, `等12家公司`.
fn leads_to_firms(after: &str) -> bool {
    let end = after.char_indices().nth(9).map_or(after.len(), |(at, _)| at);
    let head = after.get(..end).unwrap_or("");
    let head = head.split([',', '、', '。', ';', ':', '的', '在']).next().unwrap_or("");
    ["企业", "公司", "厂商", "车企"].iter().any(|word| head.contains(word))
}

/// The members of the list that ends before a unit, last first.
fn members<'a>(line: &'a Line<'_>, end: usize) -> Vec<&'a [Unit]> {
    let mut found = Vec::new();
    let mut end = end;
    while found.len() < MEMBERS {
        let before = line.units.get(..end).unwrap_or(&[]);
        let n_units =
            before.iter().rev().take(6).take_while(|unit| !matches!(unit.role, Role::Stop | Role::Verb)).count();
        let start = end - n_units;
        found.extend(line.units.get(start..end).filter(|member| !member.is_empty()));
        let Some(separator) = start.checked_sub(1).and_then(|index| line.units.get(index)) else { break };
        if line.slice(separator.start, separator.end) != "、" {
            break;
        }
        end = start - 1;
    }
    found
}

/// Whether a member is no common word.
fn is_own(member: &[Unit]) -> bool {
    let n_odd = member.iter().filter(|unit| matches!(unit.role, Role::Odd | Role::Act)).count();
    n_odd > 1 || member.iter().any(|unit| matches!(unit.role, Role::Proper))
}

fn may_name(line: &Line<'_>, member: &[Unit]) -> bool {
    let (Some(first), Some(last)) = (member.first(), member.last()) else { return false };
    let words = line.slice(first.start, last.end);
    let class = CLASSES.iter().any(|end| words.ends_with(end));
    let place = member.len() == 1 && matches!(first.role, Role::Place(_));
    let common = member.len() == 1 && matches!(first.role, Role::Noun | Role::Generic | Role::Neutral);
    LETTERS.contains(&words.chars().count()) && !class && !place && !common && first.role != Role::Generic
}
