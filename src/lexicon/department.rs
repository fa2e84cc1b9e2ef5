//! The register of departments (部门名录): kinds of organs of government and Party, their short forms and official names.
//!
//! The register knows *kinds* (`公安局`, `发改委`), not single bodies; [`super::organ`] reads whose organ is meant. Its data
//! is a plain text file, described at its head; a user's file of the same form can be added to the built-in one.

use super::division::Level;
use rustc_hash::FxHashMap;
use std::fmt;

/// What sort of organ a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrganKind {
    /// 政府部门: a department, centre or office of a government, a court.
    Government,
    /// 群团组织: a mass organisation.
    Mass,
    /// 垂直管理: a body under a ministry's own management.
    Managed,
    /// 党委机构: an organ of a Party committee.
    Party,
    /// 中央和国家机关: a body of the state or of the Party centre; it has no place.
    Nation,
}

/// A name in the register: one way to write one kind of organ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What sort of organ it is.
    pub kind: OrganKind,
    official: Official,
    /// Whether the name is a mere stem (`发改`), and then whether it is known even where nothing sets it apart.
    pub stub: Option<Stub>,
}

/// How far a name without its last word can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stub {
    /// It is used for nothing else: `发改`, `卫健`.
    Plain,
    /// It is a common word, too: `教育`, `交通`.
    CommonWord,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Official {
    Same(String),
    /// At the levels of state, province, city and county.
    ByLevel([String; 4]),
}

impl Entry {
    /// The official name at a level; `{}` in it stands for the place.
    pub fn official(&self, level: Level) -> &str {
        match &self.official {
            Official::Same(name) => name,
            Official::ByLevel(names) => {
                let index = match level {
                    Level::Nation => 0,
                    Level::Province => 1,
                    Level::City => 2,
                    Level::County | Level::Township => 3,
                };
                names.get(index).map_or("", String::as_str)
            }
        }
    }
}

/// A line of the register that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterError {
    /// The line's number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: &'static str,
}

impl fmt::Display for RegisterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "register of departments, line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for RegisterError {}

/// What took an organ's place in a reform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    /// The year of the reform.
    pub year: u16,
    /// The official name or stem of the successor.
    pub successor: String,
}

/// The register of departments: a tree of names, read character by character.
#[derive(Debug, Default)]
pub struct Register {
    entries: Vec<Entry>,
    edges: FxHashMap<(u32, char), u32>,
    ends: FxHashMap<u32, Vec<u32>>,
    n_nodes: u32,
    renamed: FxHashMap<String, Renaming>,
}

#[cfg(feature = "engine")]
const BUILTIN: &str = include_str!("data/departments.txt");
#[cfg(not(feature = "engine"))]
const BUILTIN: &str = "";

/// What ends a name: as written, and in full.
const TAILS: [(&str, &str); 10] = [
    ("委", "委员会"),
    ("委员会", "委员会"),
    ("局", "局"),
    ("厅", "厅"),
    ("部", "部"),
    ("署", "署"),
    ("总局", "总局"),
    ("办", "办公室"),
    ("办公室", "办公室"),
    ("处", "处"),
];

impl Register {
    /// The built-in register; empty in a build without dictionaries.
    pub fn builtin() -> Self {
        let mut register = Self::default();
        // A test reads the built-in file whole; at run time a line that cannot be read would be left out.
        let _ = register.extend(BUILTIN);
        register
    }

    /// The built-in register with a user's own entries, which count where both know a name.
    ///
    /// # Errors
    /// The first line of the user's file that cannot be read.
    pub fn with(own: &str) -> Result<Self, RegisterError> {
        let mut register = Self::default();
        register.extend(own)?;
        let _ = register.extend(BUILTIN);
        Ok(register)
    }

    /// Adds the entries of a file. Of two entries for a name the first counts. Lines that cannot be read are left out; the first of them is returned.
    pub fn extend(&mut self, file: &str) -> Result<(), RegisterError> {
        let mut section = String::new();
        let mut first_error = None;
        for (index, line) in file.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name.to_owned();
                continue;
            }
            let fields: Vec<_> = line.split('|').map(str::trim).collect();
            let read = match section.as_str() {
                "stems" => self.stem(&fields),
                "names" => self.name(&fields, OrganKind::Government),
                "mass" => self.name(&fields, OrganKind::Mass),
                "managed" => self.name(&fields, OrganKind::Managed),
                "party" => self.name(&fields, OrganKind::Party),
                "nation" => self.name(&fields, OrganKind::Nation),
                "renamed" => self.renaming(&fields),
                _ => Err("an entry outside the known sections"),
            };
            if let Err(what) = read {
                first_error.get_or_insert(RegisterError { line: index + 1, what });
            }
        }
        first_error.map_or(Ok(()), Err)
    }

    fn stem(&mut self, fields: &[&str]) -> Result<(), &'static str> {
        let [stem, tails, shorts] = fields else { return Err("a stem has three fields") };
        let tails: Vec<_> = tails.split_whitespace().collect();
        let [nation, province, city, county] = tails.as_slice() else {
            return Err("a stem has a word for each of four levels");
        };
        // A level without an organ of its own takes the word of the next one that has it.
        let tail = |own: &str| {
            let word = [own, city, county, province, nation].into_iter().find(|word| *word != "-").unwrap_or("局");
            format!("{stem}{word}")
        };
        let full = [tail(nation), tail(province), tail(city), tail(county)];
        for (nth, word) in std::iter::once(*stem).chain(shorts.split_whitespace()).enumerate() {
            let (word, plain) =
                word.strip_suffix('*').map_or((word, nth == 0 && stem.chars().count() > 4), |word| (word, true));
            for (short, long) in TAILS {
                let official = Official::Same(format!("{stem}{long}"));
                self.insert(&format!("{word}{short}"), Entry { kind: OrganKind::Government, official, stub: None });
            }
            if word.chars().count() > 1 {
                let stub = Some(if plain { Stub::Plain } else { Stub::CommonWord });
                self.insert(
                    word,
                    Entry { kind: OrganKind::Government, official: Official::ByLevel(full.clone()), stub },
                );
            }
        }
        Ok(())
    }

    fn name(&mut self, fields: &[&str], kind: OrganKind) -> Result<(), &'static str> {
        let [official, others] = fields else { return Err("a name has two fields") };
        let by_level = official.starts_with("省:");
        let official =
            if by_level { Official::ByLevel(levels(official)?) } else { Official::Same((*official).to_owned()) };
        if let Official::Same(name) = &official
            && !name.contains('{')
        {
            self.insert(&name.clone(), Entry { kind, official: official.clone(), stub: None });
        }
        for word in others.split_whitespace() {
            self.insert(word, Entry { kind, official: official.clone(), stub: None });
        }
        Ok(())
    }

    fn renaming(&mut self, fields: &[&str]) -> Result<(), &'static str> {
        let [old, year, new] = fields else { return Err("a renaming has three fields") };
        let year = year.parse().map_err(|_| "the second field of a renaming is a year")?;
        self.renamed.insert((*old).to_owned(), Renaming { year, successor: (*new).to_owned() });
        Ok(())
    }

    fn insert(&mut self, name: &str, entry: Entry) {
        let mut node = 0;
        for ch in name.chars() {
            let next = self.n_nodes + 1;
            let slot = self.edges.entry((node, ch)).or_insert(next);
            self.n_nodes += u32::from(*slot == next);
            node = *slot;
        }
        let ends = self.ends.entry(node).or_default();
        let known = ends.iter().any(|&id| self.entries.get(id as usize).is_some_and(|it| it.kind == entry.kind));
        if !known && !name.is_empty() {
            ends.push(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
            self.entries.push(entry);
        }
    }

    /// All names that a text begins with, shortest first: bytes, and the entries written so.
    pub fn names_at<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, &'a Entry)> + 'a {
        let mut node = 0;
        let nodes = text.char_indices().map_while(move |(at, ch)| {
            node = *self.edges.get(&(node, ch))?;
            Some((at + ch.len_utf8(), node))
        });
        nodes.flat_map(move |(len, node)| {
            let ids = self.ends.get(&node).map_or(&[][..], Vec::as_slice);
            ids.iter().filter_map(move |&id| Some((len, self.entries.get(id as usize)?)))
        })
    }

    /// Whether some name begins with this character: a quick first test.
    pub fn may_begin(&self, first: char) -> bool {
        self.edges.contains_key(&(0, first))
    }

    /// What took an organ's place in a reform, by its official name with or without its last word: `环境保护局`.
    pub fn successor(&self, official: &str) -> Option<&Renaming> {
        let stem =
            TAILS.iter().filter_map(|(_, tail)| official.strip_suffix(tail)).find_map(|stem| self.renamed.get(stem));
        self.renamed.get(official).or(stem)
    }

    /// How many ways to write an organ the register knows.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing has been read.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Reads `省:高级人民法院 市:中级人民法院 县:人民法院`; the state takes the province's.
fn levels(field: &str) -> Result<[String; 4], &'static str> {
    let mut names: [Option<&str>; 4] = [None; 4];
    for part in field.split_whitespace() {
        let (level, name) = part.split_once(':').ok_or("a level without its name")?;
        let index = match Level::parse(level) {
            Some(Level::Province) => 1,
            Some(Level::City) => 2,
            Some(Level::County) => 3,
            _ => return Err("a level other than 省, 市, 县"),
        };
        if let Some(slot) = names.get_mut(index) {
            *slot = Some(name);
        }
    }
    match names {
        [_, Some(province), Some(city), Some(county)] => Ok([province, province, city, county].map(str::to_owned)),
        _ => Err("a name by level needs 省, 市 and 县"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn longest(register: &Register, text: &str) -> Option<(usize, OrganKind, String)> {
        let found =
            register.names_at(text).filter(|(_, entry)| entry.kind != OrganKind::Nation).max_by_key(|(len, _)| *len);
        found.map(|(len, entry)| (len, entry.kind, entry.official(Level::City).to_owned()))
    }

    #[test]
    fn the_built_in_file_is_read_whole() {
        assert_eq!(Register::default().extend(include_str!("data/departments.txt")), Ok(()));
        assert!(Register::builtin().len() > 2_000);
    }

    #[test]
    fn short_forms_are_spelled_out() {
        let register = Register::builtin();
        let cases = [
            ("人社局、", "人社局", OrganKind::Government, "人力资源和社会保障局"),
            ("发改委", "发改委", OrganKind::Government, "发展和改革委员会"),
            ("发改县财政局", "发改", OrganKind::Government, "发展和改革委员会"),
            ("城管局", "城管局", OrganKind::Government, "城市管理局"),
            ("妇联", "妇联", OrganKind::Mass, "妇女联合会"),
            ("税务局", "税务局", OrganKind::Managed, "国家税务总局{}税务局"),
            ("组织部", "组织部", OrganKind::Party, "组织部"),
            ("法院", "法院", OrganKind::Government, "中级人民法院"),
        ];
        for (text, words, kind, official) in cases {
            assert_eq!(longest(&register, text), Some((words.len(), kind, official.to_owned())), "{text}");
        }
        assert_eq!(longest(&register, "绿管会"), None);
    }

    #[test]
    fn reforms_are_known() {
        let register = Register::builtin();
        let successor = |name: &str| register.successor(name).map(|it| (it.year, it.successor.as_str()));
        assert_eq!(successor("环境保护局"), Some((2018, "生态环境")));
        assert_eq!(successor("乡村振兴局"), Some((2023, "农业农村")));
        assert_eq!(successor("教育局"), None);
    }

    #[test]
    fn a_users_entries_come_first() {
        let register =
            Register::with("[names]\n青绿管护中心 | 青护中心\n城市管理委员会 | 城管局\n").expect("a register");
        assert_eq!(longest(&register, "青护中心").map(|it| it.2).as_deref(), Some("青绿管护中心"));
        assert_eq!(longest(&register, "城管局").map(|it| it.2).as_deref(), Some("城市管理委员会"));
        assert_eq!(longest(&register, "人社局").map(|it| it.2).as_deref(), Some("人力资源和社会保障局"));
        assert!(Register::with("[names]\n坏局\n").is_err());
    }

    #[test]
    fn lines_that_cannot_be_read_are_told() {
        let mut register = Register::default();
        let result = register.extend("[names]\n好局 | 好\n坏局\n");
        assert_eq!(
            result.map_err(|error| (error.line, error.to_string())),
            Err((3, "register of departments, line 3: a name has two fields".into()))
        );
        assert_eq!(register.names_at("好局").count(), 2);
    }
}
