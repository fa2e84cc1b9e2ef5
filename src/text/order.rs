//! Putting things in order, with one sorting routine for the whole program.
//!
//! The standard library's `sort` is some five kilobytes of code for every type that it sorts, and `collect` into an
//! ordered map or set sorts too: together that was a twentieth of the page. Here places are sorted, whatever stands at
//! them, and the things follow. Equal things keep their order.

use std::cmp::Ordering;

/// The places from 0 up to a number, in order.
pub fn places(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..n).collect();
    places.sort_by(|&one, &other| compare(one, other));
    places
}

/// Sorts a list by a comparison.
pub fn sort_by<T>(list: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    if list.len() < 2 {
        return;
    }
    let order = places(list.len(), &|one, other| match (list.get(one), list.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    });
    let mut things: Vec<Option<T>> = list.drain(..).map(Some).collect();
    list.extend(order.into_iter().filter_map(|place| things.get_mut(place)?.take()));
}

/// Sorts a list by what a function says of each thing; it is asked at every comparison.
pub fn sort_by_key<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(list, |one, other| key(one).cmp(&key(other)));
}

/// Sorts a list.
pub fn sort<T: Ord>(list: &mut Vec<T>) {
    sort_by(list, T::cmp);
}

/// Adds to a small set, which is a sorted list; whether it is new there.
pub fn add<T: Ord>(set: &mut Vec<T>, thing: T) -> bool {
    let place = set.binary_search(&thing);
    if let Err(place) = place {
        set.insert(place, thing);
    }
    place.is_err()
}

/// Takes something out of a set, which is a sorted list.
pub fn remove<T: Ord>(set: &mut Vec<T>, thing: &T) {
    if let Ok(place) = set.binary_search(thing) {
        set.remove(place);
    }
}

/// A set as a sorted list. Takes few things: each is put in its place at once.
pub fn set<T: Ord>(things: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut set = Vec::new();
    for thing in things {
        add(&mut set, thing);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    proptest::proptest! {
        #[test]
        fn lists_are_sorted_as_by_the_standard_library(mut list: Vec<(u8, u32)>) {
            let mut expected = list.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by_key(&mut list, |(key, _)| *key);
            proptest::prop_assert_eq!(&list, &expected, "equal keys stay as they were");
            expected.sort();
            sort(&mut list);
            proptest::prop_assert_eq!(&list, &expected);
            let once: BTreeSet<(u8, u32)> = expected.into_iter().collect();
            proptest::prop_assert_eq!(set(list), once.into_iter().collect::<Vec<_>>());
        }
    }
}
