//! Administrative divisions (行政区划) by the grammar of their names: `福建省三明市沙县区` is three, each with its level.
//!
//! This file holds no list of places; a gazetteer knows which places exist, this grammar reads names it never saw.

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

/// Whether a character is a Chinese one.
pub fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}' | '〇')
}

/// The four municipalities, which are provinces by level.
const MUNICIPALITIES: &[&str] = &["北京市", "天津市", "上海市", "重庆市"];

/// Endings of names of divisions. Longer ones come first.
const ENDINGS: [(&str, Level); 17] = [
    ("自治区", Level::Province),
    ("自治州", Level::City),
    ("自治县", Level::County),
    ("自治旗", Level::County),
    ("特别行政区", Level::Province),
    ("街道", Level::Township),
    ("地区", Level::City),
    ("林区", Level::County),
    ("省", Level::Province),
    ("市", Level::City),
    ("州", Level::City),
    ("盟", Level::City),
    ("县", Level::County),
    ("区", Level::County),
    ("旗", Level::County),
    ("镇", Level::Township),
    ("乡", Level::Township),
];

/// Words that end like a division and are none, or are none by themselves.
const NOT_DIVISIONS: &[&str] = &[
    "城市",
    "都市",
    "县市",
    "市区",
    "县区",
    "地区",
    "社区",
    "园区",
    "开发区",
    "老区",
    "山区",
    "库区",
    "灾区",
    "特区",
    "新区",
    "军区",
    "景区",
    "示范区",
    "保护区",
    "自贸区",
    "林区",
    "街区",
    "片区",
    "小区",
    "功能区",
    "管理区",
    "工业区",
    "辖区",
    "全省",
    "全市",
    "全县",
    "全区",
    "我省",
    "我市",
    "我县",
    "我区",
    "超市",
    "上市",
];

/// Characters that no name of a division holds.
const STRANGE: [char; 22] = [
    '和', '与', '及', '的', '、', '局', '委', '厅', '部', '办', '处', '所', '管', '理', '在', '由', '对', '关', '于',
    '各', '为', '将',
];

/// Words that no name of a division begins with.
const NOT_BEGINNINGS: &[&str] = &[
    "印发",
    "转发",
    "批转",
    "发布",
    "公布",
    "关于",
    "简称",
    "以下",
    "加强",
    "加快",
    "推进",
    "支持",
    "实施",
    "建设",
    "促进",
    "落实",
    "完善",
    "打造",
    "全面",
    "深化",
    "开展",
    "做好",
    "抓好",
    "提升",
    "构建",
    "位于",
    "来自",
    "前往",
    "涉及",
    "包括",
    "贯彻",
    "强化",
    "推动",
    "优化",
    "组织",
    "中共",
    "共青团",
    "国务院",
    "国家",
    "所在",
    "有关",
    "相关",
    "其他",
    "部分",
    "重点",
    "所有",
    "市级",
    "省级",
    "县级",
    "区级",
    "级",
    "市直",
    "省直",
    "县直",
];

/// Characters that no name of a division begins with, though they often stand before one.
const NOT_FIRST: [char; 16] =
    ['年', '各', '第', '我', '该', '到', '是', '以', '从', '把', '向', '其', '省', '县', '现', '据'];

/// The longest name of a single division, in characters: `积石山保安族东乡族撒拉族自治县` has fifteen.
const LONGEST: usize = 16;

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

/// The name of a division without the word for its kind: 三明市 → 三明, 湘西土家族苗族自治州 → 湘西.
fn short(name: &str) -> &str {
    if let Some(stem) = ["自治区", "自治州", "自治县", "自治旗"].iter().find_map(|end| name.strip_suffix(end))
    {
        let ethnic = PEOPLES.iter().filter_map(|people| stem.find(people)).min();
        return stem.get(..ethnic.unwrap_or(stem.len())).filter(|it| !it.is_empty()).unwrap_or(stem);
    }
    let Some(last) = name.chars().next_back() else { return name };
    let stem = name.get(..name.len() - last.len_utf8()).unwrap_or(name);
    if stem.chars().count() < 2 { name } else { stem }
}

/// How names of peoples begin in names of autonomous places.
const PEOPLES: &[&str] = &[
    "壮族",
    "回族",
    "维吾尔",
    "藏族",
    "土家族",
    "苗族",
    "彝族",
    "侗族",
    "瑶族",
    "布依族",
    "哈尼族",
    "傣族",
    "景颇族",
    "傈僳族",
    "白族",
    "羌族",
    "朝鲜族",
    "蒙古族",
    "柯尔克孜",
    "哈萨克",
    "满族",
    "畲族",
    "黎族",
    "土族",
    "撒拉族",
    "东乡族",
    "保安族",
    "裕固族",
    "拉祜族",
    "佤族",
    "纳西族",
    "仡佬族",
    "水族",
    "各族",
];

/// The length and level of the division a text begins with.
fn part(text: &str, above: Option<Level>) -> Option<(usize, Level)> {
    if text.starts_with(NOT_FIRST) || NOT_BEGINNINGS.iter().any(|word| text.starts_with(word)) {
        return None;
    }
    let mut n_chars = 0;
    for (at, ch) in text.char_indices() {
        n_chars += 1;
        let end = at + ch.len_utf8();
        let peoples = ch == '各' && at > 0 && text.get(end..).is_some_and(|rest| rest.starts_with("族自治"));
        if n_chars > LONGEST || !is_han(ch) || STRANGE.contains(&ch) && !peoples {
            return None;
        }
        let name = text.get(..end)?;
        if n_chars < 2 || !ENDINGS.iter().any(|(word, _)| word.ends_with(ch)) {
            continue;
        }
        let rest = text.get(end..).unwrap_or("");
        let Some(level) = level_of(name, rest, above) else { continue };
        // 沙县区, 沙市区, 红旗区: a two-character name that ends like a division and goes on with 区.
        if n_chars == 2 && rest.starts_with('区') && !rest.starts_with("区域") && !name.ends_with('省') {
            return Some((end + '区'.len_utf8(), Level::County));
        }
        return Some((end, level));
    }
    None
}

/// The level of a name that ends like a division, if it is one with `rest` after it.
fn level_of(name: &str, rest: &str, above: Option<Level>) -> Option<Level> {
    if NOT_DIVISIONS.iter().any(|word| name.ends_with(word))
        && !is_named_zone(name)
        && !is_named_city(name)
        && !is_named_by_mountain(name)
    {
        return None;
    }
    let (_, level) = *ENDINGS.iter().find(|(word, _)| name.ends_with(word))?;
    let allowed = match name.chars().next_back() {
        // 广州市, 通州区: here 州 is part of the name of a city.
        Some('州') => {
            name.ends_with("自治州") || !rest.starts_with(['市', '区', '县', '湾', '新', '港', '中', '城', '海'])
        }
        // 住房和城乡建设: a town is believed only before an organ of its own.
        Some('镇' | '乡') => ["人民政府", "政府", "党委", "人大"].iter().any(|organ| rest.starts_with(organ)),
        Some('道') => ["办事处", "党工委", "人大", "办"].iter().any(|organ| rest.starts_with(organ)),
        Some('旗') => !rest.starts_with("帜") && (name.chars().count() > 2 || above.is_some()),
        Some('盟') => !name.ends_with("联盟") && !name.ends_with("同盟"),
        Some('市') => !rest.starts_with("场"),
        Some('县') => !rest.starts_with("域") && !rest.starts_with("城"),
        Some('区') => !rest.starts_with("域") && !rest.starts_with("块"),
        _ => true,
    };
    let above_fits = above.is_none_or(|above| above < level || (above == Level::City && level == Level::City));
    (allowed && above_fits).then_some(level)
}

/// 宣城市, 宜都市: cities whose name ends in 城 or 都, which 城市 and 都市 alone, and kinds of cities, are not.
fn is_named_city(name: &str) -> bool {
    let stem = name.strip_suffix("城市").or_else(|| name.strip_suffix("都市"));
    stem.is_some_and(|stem| {
        stem.chars().count() == 1 && !["大", "小", "中", "各", "该", "等", "新", "老", "强", "全"].contains(&stem)
    })
}

/// 香山区, 宝山区: districts whose name ends in 山, which 山区 alone, and kinds of them, are not.
fn is_named_by_mountain(name: &str) -> bool {
    let stem = name.strip_suffix("山区");
    stem.is_some_and(|stem| {
        stem.chars().count() == 1 && !["大", "小", "老", "高", "深", "全", "在", "各", "该", "半"].contains(&stem)
    })
}

/// `湘江新区`, `大兴安岭地区`, `神农架林区`: zones with a name of their own.
fn is_named_zone(name: &str) -> bool {
    let kinds = ["新区", "地区", "林区"];
    kinds.iter().any(|kind| name.strip_suffix(kind).is_some_and(|stem| stem.chars().count() >= 2))
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
