//! Heights of all blocks of a document: estimated first, measured once drawn (高度表).
//!
//! A binary indexed tree answers "where does block n begin" and "which block is at this height" in logarithmic time, so
//! that a document of any length scrolls alike. Heights are CSS pixels.

use crate::text::order;

/// The heights of blocks in order.
#[derive(Debug, Clone, Default)]
pub struct Heights {
    each: Vec<f64>,
    /// `tree[i]` sums a run of blocks that ends with block `i - 1`; the run's length is the lowest bit of `i`.
    tree: Vec<f64>,
}

impl Heights {
    /// Starts from estimates.
    pub fn new(each: Vec<f64>) -> Self {
        let mut tree = vec![0.0; each.len() + 1];
        for (slot, &height) in tree.iter_mut().skip(1).zip(&each) {
            *slot = height;
        }
        for at in 1..tree.len() {
            let parent = at + lowest_bit(at);
            let own = tree.get(at).copied().unwrap_or_default();
            if let Some(slot) = tree.get_mut(parent) {
                *slot += own;
            }
        }
        Self { each, tree }
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.each.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.each.is_empty()
    }

    /// The height of a block.
    pub fn get(&self, block: usize) -> f64 {
        self.each.get(block).copied().unwrap_or_default()
    }

    /// Puts a measured height in place of what was there; `true` where it differs noticeably.
    pub fn set(&mut self, block: usize, height: f64) -> bool {
        let Some(slot) = self.each.get_mut(block) else {
            return false;
        };
        let change = height - *slot;
        *slot = height;
        let mut at = block + 1;
        while let Some(sum) = self.tree.get_mut(at) {
            *sum += change;
            at += lowest_bit(at);
        }
        change.abs() > 0.25
    }

    /// Where a block begins: the heights of all blocks before it.
    pub fn top(&self, block: usize) -> f64 {
        let mut at = block.min(self.each.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.tree.get(at).copied().unwrap_or_default();
            at -= lowest_bit(at);
        }
        sum
    }

    /// The height of all blocks.
    pub fn total(&self) -> f64 {
        self.top(self.each.len())
    }

    /// The block at a height; the first above the start, the last below the end.
    pub fn at(&self, height: f64) -> usize {
        let mut at = 0;
        let mut rest = height;
        let mut step = self.tree.len().next_power_of_two();
        while step > 0 {
            if let Some(&sum) = self.tree.get(at + step)
                && sum <= rest
            {
                rest -= sum;
                at += step;
            }
            step /= 2;
        }
        at.min(self.each.len().saturating_sub(1))
    }
}

const fn lowest_bit(at: usize) -> usize {
    at & at.wrapping_neg()
}

/// Which blocks to keep drawn, as runs in order: those near the view and those that hold an end of the selection.
pub fn runs(near: std::ops::Range<usize>, pins: &[usize]) -> Vec<std::ops::Range<usize>> {
    let mut all: Vec<_> = pins.iter().map(|&pin| pin..pin + 1).chain([near]).filter(|run| !run.is_empty()).collect();
    order::sort_by_key(&mut all, |run| (run.start, run.end));
    let mut joined: Vec<std::ops::Range<usize>> = Vec::new();
    for run in all {
        match joined.last_mut() {
            Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
            _ => joined.push(run),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_blocks_by_height() {
        let heights = Heights::new(vec![10.0, 20.0, 30.0]);
        for (height, block) in [(-5.0, 0), (0.0, 0), (9.9, 0), (10.0, 1), (29.0, 1), (30.0, 2), (59.0, 2), (900.0, 2)] {
            assert_eq!(heights.at(height), block, "at {height}");
        }
        assert_eq!(Heights::default().at(3.0), 0);
    }

    #[test]
    #[expect(clippy::single_range_in_vec_init, reason = "a list of one run is meant")]
    fn joins_runs() {
        assert_eq!(runs(3..6, &[]), [3..6]);
        assert_eq!(runs(3..6, &[4, 9, 0]), [0..1, 3..6, 9..10]);
        assert_eq!(runs(3..6, &[6, 2]), [2..7]);
        assert_eq!(runs(0..0, &[1]), [1..2]);
    }

    proptest::proptest! {
        #[test]
        fn sums_as_a_plain_list_does(
            mut each in proptest::collection::vec(1_u32..100, 1..80),
            changes in proptest::collection::vec((0_usize..80, 1_u32..100), 0..20),
        ) {
            let mut heights = Heights::new(each.iter().copied().map(f64::from).collect());
            for (block, height) in changes {
                heights.set(block, f64::from(height));
                if let Some(slot) = each.get_mut(block) {
                    *slot = height;
                }
            }
            let mut sum = 0;
            for (block, height) in each.iter().enumerate() {
                proptest::prop_assert_eq!(heights.top(block), f64::from(sum));
                proptest::prop_assert_eq!(heights.at(f64::from(sum)), block);
                sum += height;
            }
            proptest::prop_assert_eq!(heights.total(), f64::from(sum));
        }
    }
}
