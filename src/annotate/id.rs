//! Identifiers that are unique across machines without a server.

use std::fmt;
use std::str::FromStr;

/// Who acts: one for each installation and tab, drawn at random by the layer that has randomness.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u64);

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", self.0)
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// Written as `actor-number`, the actor in hexadecimal: `9f3c-17`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            /// Who made it.
            pub actor: ActorId,
            /// The actor's own count.
            pub number: u64,
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}-{}", self.actor, self.number)
            }
        }

        impl FromStr for $name {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                let (actor, number) = text.split_once('-').ok_or(())?;
                let actor = ActorId(u64::from_str_radix(actor, 16).map_err(drop)?);
                Ok(Self { actor, number: number.parse().map_err(drop)? })
            }
        }
    };
}

id! {
    /// A document of a project.
    DocId
}
id! {
    /// A mark.
    MarkId
}
id! {
    /// A relation.
    RelationId
}
id! {
    /// A transaction.
    TransactionId
}

/// Gives out identifiers for one actor.
#[derive(Debug, Clone)]
pub struct IdSource {
    actor: ActorId,
    next: u64,
}

impl IdSource {
    /// Identifiers of this actor from a number on; the caller keeps numbers from being given twice.
    pub fn new(actor: ActorId, next: u64) -> Self {
        Self { actor, next }
    }

    /// Whose identifiers these are.
    pub fn actor(&self) -> ActorId {
        self.actor
    }

    /// Makes sure that a number seen elsewhere (in a journal) is not given out again.
    pub fn seen(&mut self, actor: ActorId, number: u64) {
        if actor == self.actor {
            self.next = self.next.max(number.saturating_add(1));
        }
    }

    fn take(&mut self) -> u64 {
        let number = self.next;
        self.next += 1;
        number
    }

    /// Keeps so many numbers from being given out; gives the first.
    pub fn set_aside(&mut self, number: u64) -> u64 {
        let first = self.next;
        self.next = first.saturating_add(number);
        first
    }

    /// A new document.
    pub fn doc(&mut self) -> DocId {
        DocId { actor: self.actor, number: self.take() }
    }

    /// A new mark.
    pub fn mark(&mut self) -> MarkId {
        MarkId { actor: self.actor, number: self.take() }
    }

    /// A new relation.
    pub fn relation(&mut self) -> RelationId {
        RelationId { actor: self.actor, number: self.take() }
    }

    /// A new transaction.
    pub fn transaction(&mut self) -> TransactionId {
        TransactionId { actor: self.actor, number: self.take() }
    }
}
