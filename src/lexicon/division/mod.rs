//! Administrative divisions (行政区划): levels, and places with the places above them, read from their names.

mod grammar;
mod short;

#[cfg(feature = "engine")]
pub use short::short_form;

use grammar::part;
use short::short;

/// The level of government a body or a place belongs to (层级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 国家: the state as a whole.
    Nation,
    /// 省级: provinces, autonomous regions, the four municipalities.
    Province,
    /// 市级: prefectures, prefecture cities, autonomous prefectures, leagues.
    City,
    /// 县级: counties, districts, county cities, banners.
    County,
    /// 乡级: towns, townships, streets.
    Township,
}

impl Level {
    /// The level written as in data files: `国`, `省`, `市`, `县`, `乡`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "国" => Some(Self::Nation),
            "省" => Some(Self::Province),
            "市" => Some(Self::City),
            "县" => Some(Self::County),
            "乡" => Some(Self::Township),
            _ => None,
        }
    }
}

/// A place with the places above it as far as they are named (辖区): `福建省` › `三明市`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Division {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Part {
    name: String,
    level: Level,
}

/// The four municipalities, which are provinces by level.
const MUNICIPALITIES: &[&str] = &["北京市", "天津市", "上海市", "重庆市"];

impl Division {
    /// Reads the chain of divisions a text begins with, and how many bytes it takes: `三明市公安局` gives 三明市.
    pub fn prefix(text: &str) -> Option<(Self, usize)> {
        let mut parts: Vec<Part> = Vec::new();
        let mut at = 0;
        while let Some((len, level)) = part(text.get(at..)?, parts.last().map(|part| part.level)) {
            let name = text.get(at..at + len)?.to_owned();
            parts.push(Part { name, level });
            at += len;
        }
        Self::settled(parts).map(|division| (division, at))
    }

    /// The place a body's full name begins with, behind 中共 and 共青团: `中共青禾市委办公室`.
    pub fn of_body(name: &str) -> Option<(Self, usize)> {
        let rest = ["中共", "中国共产党", "共青团"].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
        Self::prefix(rest).map(|(place, len)| (place, name.len() - rest.len() + len))
    }

    /// A division whose name is the whole text: `三明市`, `福建省三明市`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::prefix(text).filter(|&(_, len)| len == text.len()).map(|(division, _)| division)
    }

    /// A single division of a level known otherwise.
    pub fn single(name: &str, level: Level) -> Self {
        Self { parts: vec![Part { name: name.to_owned(), level }] }
    }

    /// Settles the levels of a chain: a city below a city is a county city, the four municipalities are provinces.
    fn settled(mut parts: Vec<Part>) -> Option<Self> {
        let mut above: Option<Level> = None;
        for part in &mut parts {
            if MUNICIPALITIES.contains(&part.name.as_str()) {
                part.level = Level::Province;
            } else if part.level == Level::City && above == Some(Level::City) {
                part.level = Level::County;
            }
            above = Some(part.level);
        }
        (!parts.is_empty()).then_some(Self { parts })
    }

    /// The level of the lowest part.
    pub fn level(&self) -> Level {
        self.parts.last().map_or(Level::Nation, |part| part.level)
    }

    /// The same place with its lowest part at a level known otherwise.
    #[must_use]
    pub fn at_level(mut self, level: Level) -> Self {
        if let Some(last) = self.parts.last_mut() {
            last.level = level;
        }
        self
    }

    /// The full name as far as it was given: `福建省三明市`.
    pub fn full_name(&self) -> String {
        self.parts.iter().map(|part| part.name.as_str()).collect()
    }

    /// The name its organs carry: without the province, which only the four municipalities keep.
    pub fn official_name(&self) -> String {
        let above = |part: &Part| part.level == Level::Province && !MUNICIPALITIES.contains(&part.name.as_str());
        let rest = self.parts.iter().filter(|part| !above(part));
        if self.level() == Level::Province {
            self.name().to_owned()
        } else {
            rest.map(|part| part.name.as_str()).collect()
        }
    }

    /// The last character of its name, which says what kind of place it is: 市.
    pub fn kind_word(&self) -> &str {
        let name = self.name();
        let start = name.char_indices().next_back().map_or(0, |(at, _)| at);
        name.get(start..).unwrap_or("")
    }

    /// The name of the lowest part alone: `三明市`.
    pub fn name(&self) -> &str {
        self.parts.last().map_or("", |part| part.name.as_str())
    }

    /// The lowest part without the word for its kind: `三明`; two-character names keep it (`洋县`).
    pub fn short_name(&self) -> &str {
        short(self.name())
    }

    /// The name down to the part that a prefix speaks of: in 福建省三明市, `省` is 福建省 and `市` is 福建省三明市.
    pub fn named_by(&self, prefix: &str) -> Option<Self> {
        let fits = |part: &Part| match prefix {
            "省" => part.level == Level::Province,
            "自治区" | "全区" => part.name.ends_with("自治区"),
            "县" => part.level == Level::County && !part.name.ends_with(['市', '区']),
            "区" => part.level == Level::County && part.name.ends_with('区') || part.name.ends_with("新区"),
            "州" => part.name.ends_with('州'),
            _ => !prefix.is_empty() && part.name.ends_with(prefix),
        };
        let last = self.parts.iter().rposition(fits)?;
        self.parts.get(..=last).map(|parts| Self { parts: parts.to_vec() })
    }

    /// Whether a name is this division's, in full or in short.
    pub fn is_called(&self, name: &str) -> bool {
        !name.is_empty() && (self.name() == name || self.short_name() == name || self.full_name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_are_read_with_their_levels() {
        let cases = [
            ("青禾市公安局", "青禾市", Level::City),
            ("云岭省青禾市财政局", "云岭省青禾市", Level::City),
            ("青禾市东湖区人民政府", "青禾市东湖区", Level::County),
            ("沙县区农业农村局", "沙县区", Level::County),
            ("洋县人民政府", "洋县", Level::County),
            ("广州市天河区教育局", "广州市天河区", Level::County),
            ("恩施土家族苗族自治州林业局", "恩施土家族苗族自治州", Level::City),
            ("黔南州人民政府", "黔南州", Level::City),
            ("广西壮族自治区水利厅", "广西壮族自治区", Level::Province),
            ("重庆市渝中区民政局", "重庆市渝中区", Level::County),
            ("重庆市教育委员会", "重庆市", Level::Province),
            ("长沙市城市管理局", "长沙市", Level::City),
            ("青禾市住房和城乡建设局", "青禾市", Level::City),
            ("青禾市老区建设促进会", "青禾市", Level::City),
            ("湘江新区管委会", "湘江新区", Level::County),
            ("柳河镇人民政府", "柳河镇", Level::Township),
            ("象山区人民政府", "象山区", Level::County),
            ("龙胜各族自治县教育局", "龙胜各族自治县", Level::County),
        ];
        for (text, name, level) in cases {
            let (division, len) = Division::prefix(text).expect(text);
            assert_eq!((division.full_name().as_str(), division.level(), len), (name, level, name.len()), "{text}");
        }
        for text in
            ["公安局", "市公安局", "城市管理局", "市场监管局", "县域办", "社区服务中心", "贫困山区办", "", "各市州政府"]
        {
            assert_eq!(Division::prefix(text), None, "{text}");
        }
    }

    #[test]
    fn prefixes_name_parts_of_the_chain() {
        let (division, _) = Division::prefix("云岭省青禾市东湖区").expect("a chain");
        assert_eq!(division.named_by("市").map(|it| it.full_name()).as_deref(), Some("云岭省青禾市"));
        assert_eq!(division.named_by("区").map(|it| it.name().to_owned()).as_deref(), Some("东湖区"));
        assert_eq!(division.named_by("县"), None);
        assert_eq!(division.short_name(), "东湖");
        assert_eq!(Division::single("湘西土家族苗族自治州", Level::City).short_name(), "湘西");
    }
}
