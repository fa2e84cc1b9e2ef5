//! Offsets whose unit is part of their type.
//!
//! Offsets of different units look alike in Chinese text until a character outside the basic plane (`𠮷`) appears, and
//! then every later one is wrong. Here arithmetic between units does not compile.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

macro_rules! offset {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The offset as an index.
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// An offset from an index; texts are limited to 4 GiB, larger values saturate.
            pub fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }

        impl Add<u32> for $name {
            type Output = Self;
            fn add(self, rhs: u32) -> Self {
                Self(self.0.saturating_add(rhs))
            }
        }

        impl AddAssign<u32> for $name {
            fn add_assign(&mut self, rhs: u32) {
                self.0 = self.0.saturating_add(rhs);
            }
        }

        impl Sub<u32> for $name {
            type Output = Self;
            fn sub(self, rhs: u32) -> Self {
                Self(self.0.saturating_sub(rhs))
            }
        }

        impl Sub for $name {
            type Output = u32;
            fn sub(self, rhs: Self) -> u32 {
                self.0.saturating_sub(rhs.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

offset! {
    /// A position in UTF-8 bytes: the unit inside the program.
    Utf8
}
offset! {
    /// A position in UTF-16 code units: the unit of the DOM and of some interchange formats.
    Utf16
}
offset! {
    /// A position in Unicode code points: the unit of our files and of Python.
    CodePoint
}
