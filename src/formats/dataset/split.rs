//! Sets for training and testing, by document: a document stays in its set whatever else comes or goes.

use sha2::{Digest, Sha256};

/// Sets with their shares, and the seed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sets {
    shares: Vec<(String, u64)>,
    seed: String,
}

impl Sets {
    /// Sets of these names and shares; `None` where a name is no plain word, or nothing has a share.
    pub fn new(shares: Vec<(String, u64)>, seed: &str) -> Option<Self> {
        let is_plain =
            |name: &str| !name.is_empty() && name.chars().all(|ch| ch.is_alphanumeric() || "-_".contains(ch));
        let is_sound = shares.iter().all(|(name, _)| is_plain(name));
        let total = shares.iter().map(|(_, share)| *share).fold(0, u64::saturating_add);
        (is_sound && total > 0).then(|| Self { shares, seed: seed.to_owned() })
    }

    /// Reads `train=80,dev=10,test=10`.
    pub fn parse(list: &str, seed: &str) -> Option<Self> {
        let set = |item: &str| {
            let (name, share) = item.split_once('=')?;
            Some((name.trim().to_owned(), share.trim().parse().ok()?))
        };
        Self::new(list.split([',', '，']).map(set).collect::<Option<_>>()?, seed)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.shares.is_empty()
    }

    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.shares.iter().map(|(name, _)| name.as_str())
    }

    /// The set that a document of that name belongs to, by its place.
    pub fn set_of(&self, name: &str) -> usize {
        set_of(&self.shares, &self.seed, name)
    }

    /// As they are written: `train=80,dev=10,test=10`.
    pub fn show(&self) -> String {
        let all: Vec<_> = self.shares.iter().map(|(name, share)| format!("{name}={share}")).collect();
        all.join(",")
    }

    /// The seed.
    pub fn seed(&self) -> &str {
        &self.seed
    }
}

/// The place of the set that a document belongs to: a function of its name and the seed alone.
pub fn set_of(shares: &[(String, u64)], seed: &str, name: &str) -> usize {
    let hash = Sha256::digest(format!("{seed}\n{name}").as_bytes());
    let number = hash.iter().take(8).fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    let total = shares.iter().map(|(_, share)| *share).fold(0, u64::saturating_add).max(1);
    let mut left = number % total;
    for (place, (_, share)) in shares.iter().enumerate() {
        if left < *share {
            return place;
        }
        left -= share;
    }
    0
}
