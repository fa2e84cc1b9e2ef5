//! The grammar of divisions' names: `福建省三明市沙县区` is three, each with its level.
//!
//! There is no list of places here; a gazetteer knows which places exist, this grammar reads names it never saw.

use super::Level;
use crate::text::is_ideograph;

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

/// The length and level of the division a text begins with.
pub(super) fn part(text: &str, above: Option<Level>) -> Option<(usize, Level)> {
    if text.starts_with(NOT_FIRST) || NOT_BEGINNINGS.iter().any(|word| text.starts_with(word)) {
        return None;
    }
    let mut n_chars = 0;
    for (at, ch) in text.char_indices() {
        n_chars += 1;
        let end = at + ch.len_utf8();
        let peoples = ch == '各' && at > 0 && text.get(end..).is_some_and(|rest| rest.starts_with("族自治"));
        if n_chars > LONGEST || !is_ideograph(ch) || STRANGE.contains(&ch) && !peoples {
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
