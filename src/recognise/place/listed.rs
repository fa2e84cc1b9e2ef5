//! Sites without an ending (列表中的地点): `西樵山、南风古灶、祖庙等景点`.
//!
//! A name that nothing shows to be a place is one where it fills its place in a list of places: a place stands before it, and
//! another one, or `等`, behind. It must hold something proper, or stand between two places.

use super::candidate;
use crate::recognise::Candidate;
use crate::recognise::line::{Line, Role, Unit};
use crate::scheme::label;

/// Characters of such a name.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=5;

/// Proposes the members of lists of places that are not found yet; `from` is where the line's candidates begin.
pub(in crate::recognise) fn find(line: &Line<'_>, from: usize, out: &mut Vec<Candidate>) {
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut others: Vec<(usize, usize)> = Vec::new();
    for found in out.get(from..).unwrap_or(&[]) {
        let span = found.span.range();
        if found.label == label::LOC {
            places.push((span.start, span.end))
        } else {
            others.push((span.start, span.end))
        }
    }
    if places.is_empty() {
        return;
    }
    places.sort_unstable();
    others.sort_unstable();
    let mut added = Vec::new();
    let mut rest = line.units.as_slice();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        if !is_separator(line, *first) || !ends_at(&places, first.start) {
            continue;
        }
        let n_units = tail.iter().take(5).take_while(|unit| unit.role != Role::Stop).count();
        let (Some(item), Some(next)) = (tail.get(..n_units), tail.get(n_units)) else { continue };
        let (Some(head), Some(last)) = (item.first(), item.last()) else { continue };
        let (start, end) = (head.start, last.end);
        let covered = overlaps(&places, start, end) || overlaps(&others, start, end);
        if covered || !LETTERS.contains(&line.slice(start, end).chars().count()) {
            continue;
        }
        let between = is_separator(line, *next) && starts_at(&places, next.end);
        let closed = line.slice(next.start, next.end).starts_with('等') || is_separator(line, *next);
        if may_name(item, between || closed && is_list_of_sites(line.after(end))) && (between || closed) {
            added.push(candidate(start, end, "place.listed", (start, end)));
            // what follows it in the list is among places as well
            places.push((start, end));
            places.sort_unstable();
        }
    }
    out.extend(added);
}

fn is_separator(line: &Line<'_>, unit: Unit) -> bool {
    unit.role == Role::Stop && line.slice(unit.start, unit.end) == "、"
}

/// Whether the list that goes on here says at its end that it is one of places: `、仙女洞等景点`.
fn is_list_of_sites(after: &str) -> bool {
    let end = after.find([',', '。', ';', ':', '(', ')']).unwrap_or(after.len());
    let Some(kind) = after.get(..end.min(200)).and_then(|list| list.split_once('等')).map(|(_, kind)| kind) else {
        return false;
    };
    if kind.starts_with('地') {
        return true;
    }
    let head = kind.char_indices().nth(8).map_or(kind, |(at, _)| kind.get(..at).unwrap_or(kind));
    ["景点", "景区", "水库", "湖泊", "河流", "公园", "村", "乡镇", "片区", "遗址", "文物", "古建筑", "街区", "地标"]
        .iter()
        .any(|word| head.contains(word))
}

/// Whether units can be a name: nothing that only describes or acts, and something proper.
fn may_name(item: &[Unit], between_places: bool) -> bool {
    let plain = item.iter().all(|unit| {
        matches!(unit.role, Role::Proper | Role::Odd | Role::Act | Role::Noun | Role::Neutral | Role::Numeral)
            || matches!(unit.role, Role::Place(_)) && item.len() > 1
    });
    let n_odd = item.iter().filter(|unit| matches!(unit.role, Role::Odd | Role::Act)).count();
    let proper = item.iter().any(|unit| unit.role == Role::Proper);
    plain && (proper || n_odd > 1 || between_places && n_odd > 0)
}

fn ends_at(places: &[(usize, usize)], at: usize) -> bool {
    near(places, at).any(|place| place.1 == at)
}

fn starts_at(places: &[(usize, usize)], at: usize) -> bool {
    near(places, at).any(|place| place.0 == at)
}

fn overlaps(places: &[(usize, usize)], start: usize, end: usize) -> bool {
    near(places, end).any(|place| place.0 < end && start < place.1)
}

/// The few places around a byte: those that begin at it or not far before.
fn near(places: &[(usize, usize)], at: usize) -> impl Iterator<Item = &(usize, usize)> {
    let first = places.partition_point(|place| place.0 + 100 < at);
    places.get(first..).unwrap_or(&[]).iter().take_while(move |place| place.0 <= at)
}
