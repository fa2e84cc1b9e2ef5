//! How the text is set (版面): size, width and face, as a person likes to read, and what is heard of its marks.

/// The faces that can be chosen; the style sheet knows what each is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Face {
    /// 宋体.
    #[default]
    Serif,
    /// 仿宋, as official papers have it.
    FangSong,
    /// 黑体.
    Sans,
}

impl Face {
    /// All faces with the names under which they are kept.
    pub const ALL: [(Self, &str); 3] = [(Self::Serif, "serif"), (Self::FangSong, "fangsong"), (Self::Sans, "sans")];

    /// The name under which it is kept.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(face, _)| *face == self).map_or("serif", |(_, name)| name)
    }

    /// The face kept under a name.
    pub fn named(name: &str) -> Self {
        Self::ALL.iter().find(|(_, known)| *known == name).map_or_else(Self::default, |(face, _)| *face)
    }
}

/// What a screen reader says of a mark within the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Spoken {
    /// Nothing: the text alone.
    Off,
    /// The label, after the words.
    #[default]
    Label,
    /// The label, where the mark begins and where it ends.
    Edges,
}

impl Spoken {
    /// All ways with the names under which they are kept; the style sheet knows them, too.
    pub const ALL: [(Self, &str); 3] = [(Self::Off, "off"), (Self::Label, "label"), (Self::Edges, "edges")];

    /// The name under which it is kept.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(spoken, _)| *spoken == self).map_or("label", |(_, name)| name)
    }

    /// The way kept under a name.
    pub fn named(name: &str) -> Self {
        Self::ALL.iter().find(|(_, known)| *known == name).map_or_else(Self::default, |(spoken, _)| *spoken)
    }
}

/// How the text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typeset {
    /// The size of running text in CSS pixels, from 14 to 28.
    pub size: u32,
    /// Characters in a full line, from 24 to 60.
    pub width: u32,
    /// The face.
    pub face: Face,
    /// What is heard of marks.
    pub spoken: Spoken,
}

impl Default for Typeset {
    fn default() -> Self {
        Self { size: 18, width: 40, face: Face::Serif, spoken: Spoken::Label }
    }
}

impl Typeset {
    /// The smallest and the largest size.
    pub const SIZES: (u32, u32) = (14, 28);
    /// The narrowest and the widest line.
    pub const WIDTHS: (u32, u32) = (24, 60);

    /// The form in which it is kept: `18 40 serif label`.
    pub fn write(self) -> String {
        format!("{} {} {} {}", self.size, self.width, self.face.name(), self.spoken.name())
    }

    /// Reads what [`Typeset::write`] wrote; what is missing or odd is as usual.
    pub fn read(kept: &str) -> Self {
        let mut words = kept.split(' ');
        let mut number = |(least, most): (u32, u32), usual: u32| {
            words.next().and_then(|word| word.parse().ok()).map_or(usual, |number: u32| number.clamp(least, most))
        };
        let usual = Self::default();
        let (size, width) = (number(Self::SIZES, usual.size), number(Self::WIDTHS, usual.width));
        let face = Face::named(words.next().unwrap_or_default());
        Self { size, width, face, spoken: Spoken::named(words.next().unwrap_or_default()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_as_it_was_kept() {
        let set = Typeset { size: 22, width: 34, face: Face::FangSong, spoken: Spoken::Edges };
        assert_eq!(Typeset::read(&set.write()), set);
        for (kept, size, width) in [("", 18, 40), ("99 5 serif", 28, 24), ("odd", 18, 40), ("20", 20, 40)] {
            let read = Typeset::read(kept);
            assert_eq!((read.size, read.width, read.face), (size, width, Face::Serif), "{kept}");
            assert_eq!(read.spoken, Spoken::Label, "{kept}");
        }
    }
}
