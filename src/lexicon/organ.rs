//! Organs (机构) as texts write them: `市发改委`, `省委宣传部`, `团市委`, `东湖区政府`, `国家能源局`, `人行青禾中心支行`.
//!
//! [`Register::organ_at`] reads the longest organ a text begins with: whose it is ([`Owner`]) and what it is (an entry of
//! the register). It does not judge whether the words *mean* an organ there; that is what recognisers do.

use super::department::{Entry, OrganKind, Register, Stub};
use super::division::{Division, Level};
use crate::text::is_ideograph;

/// Whose organ it is, as printed before its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// Nothing is printed: `公安局`.
    Unsaid,
    /// A level alone: `市` in `市公安局`.
    Level(&'static str),
    /// A Party committee by its level: `市` in `市委组织部`.
    Committee(&'static str),
    /// A Party committee whose level was lost: `委组织部`.
    LostCommittee,
    /// A place by name: 青禾市公安局.
    Place(Division),
    /// The Party committee of a place: 青禾市委组织部.
    PlaceCommittee(Division),
    /// The state or the Party centre: 国家能源局.
    Nation,
}

/// What the organ is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What<'a> {
    /// An entry of the register.
    Listed(&'a Entry),
    /// The Party committee itself: `市委`.
    Committee,
    /// The committee of the Youth League: `团市委`.
    League,
    /// A branch of the central bank, with the words for the kind of branch: `中心支行`.
    Bank(&'a str),
}

/// An organ read at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organ<'a> {
    /// Bytes it takes.
    pub len: usize,
    /// Whose it is.
    pub owner: Owner,
    /// What it is.
    pub what: What<'a>,
}

/// What the place around a name allows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around {
    /// The document, or the list, speaks of bodies of the state: `发展改革委` is the national one.
    pub national: bool,
    /// Only places that are known otherwise may stand before a name; where sentences run into lists, anything else
    /// would take words for places.
    pub no_places: bool,
}

/// Words for a level before an organ, longer ones first.
const LEVELS: &[&str] = &[
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "开发区",
    "高新区",
    "街道",
    "兵团",
    "新区",
    "省",
    "市",
    "县",
    "区",
    "州",
    "旗",
    "盟",
    "师",
    "镇",
    "乡",
];

/// Words for a Party committee before an organ, with the level they stand for.
const COMMITTEES: [(&str, &str); 14] = [
    ("自治区党委", "自治区"),
    ("兵团党委", "兵团"),
    ("自治州委", "州"),
    ("区党委", "自治区"),
    ("镇党委", "镇"),
    ("乡党委", "乡"),
    ("省委", "省"),
    ("市委", "市"),
    ("县委", "县"),
    ("区委", "区"),
    ("州委", "州"),
    ("旗委", "旗"),
    ("盟委", "盟"),
    ("地委", "地区"),
];

impl Organ<'_> {
    /// Whether it is a mere stem (`发改`), and of which trust.
    pub fn stub(&self) -> Option<Stub> {
        match self.what {
            What::Listed(entry) => entry.stub,
            What::Committee | What::League | What::Bank(_) => None,
        }
    }

    /// The official name with its place. `None` stands for a place that is not known; the name then goes without.
    pub fn official(&self, place: Option<&Division>) -> String {
        let level = place.map_or(Level::City, Division::level);
        let name = place.map(Division::official_name).unwrap_or_default();
        match self.what {
            What::Listed(entry) if entry.kind == OrganKind::Nation => entry.official(Level::Nation).to_owned(),
            What::Listed(entry) if entry.kind == OrganKind::Party => {
                let official = entry.official(level).replace("{level}", place.map_or("", Division::kind_word));
                format!("中共{}{official}", committee(&name))
            }
            What::Listed(entry) => {
                let official = entry.official(level);
                if official.contains("{}") { official.replace("{}", &name) } else { format!("{name}{official}") }
            }
            What::Committee => format!("中共{name}委员会"),
            What::League => format!("共青团{name}委员会"),
            What::Bank(branch) => format!("中国人民银行{name}{branch}"),
        }
    }
}

/// The name of a place's Party committee: 青禾市委, 广西壮族自治区党委.
fn committee(place: &str) -> String {
    match place.strip_suffix("地区") {
        Some(stem) => format!("{stem}地委"),
        None if place.ends_with("自治区") || place.ends_with('镇') || place.ends_with('乡') => {
            format!("{place}党委")
        }
        None => format!("{place}委"),
    }
}

impl Register {
    /// The longest organ a text begins with.
    pub fn organ_at<'a>(&'a self, text: &'a str, around: Around) -> Option<Organ<'a>> {
        let first = text.chars().next()?;
        let quick = self.may_begin(first) || is_owner_char(first) || !around.no_places;
        if !quick {
            return None;
        }
        let mut best = self.bare(text, around);
        let mut offer = |organ: Option<Organ<'a>>| {
            if let Some(organ) = organ.filter(|organ| best.as_ref().is_none_or(|best| best.len < organ.len)) {
                best = Some(organ);
            }
        };
        offer(bank(text));
        offer(league(text));
        for (word, level) in COMMITTEES {
            if let Some(rest) = text.strip_prefix(word) {
                offer(self.of_committee(rest, word.len(), Owner::Committee(level)));
            }
        }
        if let Some(rest) = text.strip_prefix('委') {
            offer(
                self.of_committee(rest, '委'.len_utf8(), Owner::LostCommittee).filter(|it| it.what != What::Committee),
            );
        }
        for level in LEVELS {
            if let Some(rest) = text.strip_prefix(level).or_else(|| text.strip_prefix(level)?.strip_prefix('级')) {
                offer(self.of_level(rest, level.len(), Owner::Level(level)));
            }
        }
        if !around.no_places
            && let Some((place, len)) = Division::prefix(text)
        {
            let rest = text.get(len..).unwrap_or("");
            if let Some(rest) = rest.strip_prefix('委') {
                offer(self.of_committee(rest, len + '委'.len_utf8(), Owner::PlaceCommittee(place.clone())));
            }
            offer(self.of_level(rest, len, Owner::Place(place)));
        }
        best
    }

    /// An organ whose owner is not printed, or a body of the state.
    fn bare<'a>(&'a self, text: &'a str, around: Around) -> Option<Organ<'a>> {
        let fits = self.names_at(text).filter_map(|(len, entry)| {
            let words = text.get(..len).filter(|_| ends_well(text, len))?;
            let nation = entry.kind == OrganKind::Nation;
            if nation && !around.national && !says_nation(words) {
                return None;
            }
            let rank = (len, nation == around.national || nation, entry.kind != OrganKind::Party);
            Some((rank, len, entry))
        });
        let (_, len, entry) = fits.max_by_key(|(rank, ..)| *rank)?;
        let owner = if entry.kind == OrganKind::Nation { Owner::Nation } else { Owner::Unsaid };
        Some(Organ { len, owner, what: What::Listed(entry) })
    }

    /// An organ of a Party committee, or the committee itself.
    fn of_committee<'a>(&'a self, rest: &'a str, skip: usize, owner: Owner) -> Option<Organ<'a>> {
        let party = self.names_at(rest).filter(|(_, entry)| entry.kind == OrganKind::Party).max_by_key(|(len, _)| *len);
        let organ = |len, what| Some(Organ { len: skip + len, owner, what });
        match party {
            Some((len, entry)) => organ(len, What::Listed(entry)),
            None => organ(if rest.starts_with("员会") { "员会".len() } else { 0 }, What::Committee),
        }
    }

    /// An organ of a place or level.
    fn of_level<'a>(&'a self, rest: &'a str, skip: usize, owner: Owner) -> Option<Organ<'a>> {
        let fits = self.names_at(rest).filter(|(len, entry)| entry.kind != OrganKind::Nation && ends_well(rest, *len));
        let (len, entry) = fits.max_by_key(|(len, entry)| (*len, entry.kind != OrganKind::Party))?;
        Some(Organ { len: skip + len, owner, what: What::Listed(entry) })
    }
}

/// Whether a name may end here: 人社部门 is the department of 人社, not 人社部.
fn ends_well(text: &str, len: usize) -> bool {
    !(text.get(..len).is_some_and(|words| words.ends_with('部'))
        && text.get(len..).is_some_and(|rest| rest.starts_with('门')))
}

fn is_owner_char(ch: char) -> bool {
    "省市县区州旗盟师镇乡自兵团开高新街委中共人地".contains(ch)
}

/// Whether a name of a body of the state says so itself: `国家能源局`, `财政部`, `海关总署`.
fn says_nation(words: &str) -> bool {
    let begins = [
        "国家",
        "国务院",
        "中国",
        "中央",
        "全国",
        "最高",
        "中共中央",
        "国铁",
        "国办",
        "南方电网",
        "央行",
        "中组",
        "中宣",
        "团中央",
        "共青团中央",
    ];
    let ends = ["总局", "总署", "审计署", "证监会", "银保监会", "农发行", "国开行"];
    begins.iter().any(|word| words.starts_with(word))
        || ends.iter().any(|word| words.ends_with(word))
        || words.ends_with('部')
}

/// 团市委, 共青团青禾市委.
fn league(text: &str) -> Option<Organ<'_>> {
    let rest = text.strip_prefix("共青团").or_else(|| text.strip_prefix('团'))?;
    let skip = text.len() - rest.len();
    let (owner, len) = match COMMITTEES.iter().find(|(word, _)| rest.starts_with(word)) {
        Some((word, level)) => (Owner::Committee(level), word.len()),
        None => {
            let (place, len) = Division::prefix(rest)?;
            (Owner::Place(place), len + rest.get(len..)?.chars().next().filter(|&ch| ch == '委')?.len_utf8())
        }
    };
    let tail = rest.get(len..).filter(|rest| rest.starts_with("员会")).map_or(0, |_| "员会".len());
    Some(Organ { len: skip + len + tail, owner, what: What::League })
}

/// 人行青禾中心支行, 中国人民银行青禾市分行.
fn bank(text: &str) -> Option<Organ<'_>> {
    let names = ["中国人民银行", "人民银行", "人行"];
    let rest = names.iter().find_map(|name| text.strip_prefix(name))?;
    let branches = ["中心支行", "营业管理部", "分行", "支行"];
    let reach = rest.char_indices().nth(14).map_or(rest.len(), |(at, _)| at);
    let within = rest.get(..reach)?;
    let (at, branch) =
        branches.iter().filter_map(|branch| Some((within.find(branch)?, branch))).min_by_key(|(at, _)| *at)?;
    let place = rest.get(..at).filter(|place| place.chars().all(is_ideograph))?;
    let owner = match Division::parse(place) {
        _ if place.is_empty() => Owner::Unsaid,
        Some(place) => Owner::Place(place),
        None => match LEVELS.iter().find(|level| **level == place) {
            Some(level) => Owner::Level(level),
            None => Owner::Place(Division::single(place, Level::City)),
        },
    };
    let branch = rest.get(at..at + branch.len())?;
    Some(Organ { len: text.len() - rest.len() + at + branch.len(), owner, what: What::Bank(branch) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organs_are_read_with_their_owners() {
        let register = Register::builtin();
        let city = Division::parse("青禾市").expect("a city");
        let cases = [
            ("市公安局、", "市公安局", "青禾市公安局"),
            ("市市场监管局", "市市场监管局", "青禾市市场监督管理局"),
            ("市场监管局", "市场监管局", "青禾市市场监督管理局"),
            ("市委政法委", "市委政法委", "中共青禾市委政法委员会"),
            ("市委、市政府", "市委", "中共青禾市委员会"),
            ("团市委、市妇联", "团市委", "共青团青禾市委员会"),
            ("市税务局", "市税务局", "国家税务总局青禾市税务局"),
            ("市中级人民法院", "市中级人民法院", "青禾市中级人民法院"),
            ("市政府办公室", "市政府办公室", "青禾市人民政府办公室"),
            ("人行青禾市中心支行", "人行青禾市中心支行", "中国人民银行青禾市中心支行"),
            ("国家发展改革委", "国家发展改革委", "国家发展和改革委员会"),
            ("青禾市发展和改革委员会", "青禾市发展和改革委员会", "青禾市发展和改革委员会"),
        ];
        for (text, words, official) in cases {
            let organ = register.organ_at(text, Around::default()).expect(text);
            assert_eq!(
                (text.get(..organ.len), organ.official(Some(&city)).as_str()),
                (Some(words), official),
                "{text}"
            );
        }
    }

    #[test]
    fn a_list_of_the_state_reads_bare_names_so() {
        let register = Register::builtin();
        let official = |national| {
            let organ = register.organ_at("发展改革委、", Around { national, no_places: false });
            organ.map(|organ| (organ.owner == Owner::Nation, organ.official(None)))
        };
        assert_eq!(official(true), Some((true, "国家发展和改革委员会".to_owned())));
        assert_eq!(official(false), Some((false, "发展和改革委员会".to_owned())));
    }
}
