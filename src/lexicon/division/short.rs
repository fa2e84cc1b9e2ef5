//! Short forms of divisions' names: `湘西土家族苗族自治州` is called 湘西.

/// A division's name without the word for its kind and the peoples' names: `湘西土家族苗族自治州` gives `湘西`. `None` where
/// nothing recognisable is left.
#[cfg(feature = "engine")]
pub fn short_form(name: &str) -> Option<&str> {
    const ZONES: &[&str] =
        &["新区", "矿区", "开发区", "园区", "示范区", "管理区", "名胜区", "林区", "产业区", "保税区"];
    const KINDS: &[&str] = &[
        "特别行政区",
        "自治区",
        "自治州",
        "自治县",
        "自治旗",
        "街道",
        "新区",
        "民族乡",
        "地区",
        "苏木",
        "省",
        "市",
        "盟",
        "县",
        "区",
        "旗",
        "州",
        "镇",
        "乡",
    ];
    if ZONES.iter().any(|zone| name.ends_with(zone)) && name != "浦东新区" {
        return None;
    }
    let mut core = KINDS.iter().find_map(|kind| name.strip_suffix(kind))?;
    if name.contains('族') || name.contains("自治") {
        core = without_peoples(core);
    }
    let letters = core.chars().count();
    let banner = name.ends_with('旗') && core.ends_with(['左', '右', '前', '后', '中']);
    (letters >= 2 && !banner).then_some(core)
}

/// The name of a division without the word for its kind: 三明市 → 三明, 湘西土家族苗族自治州 → 湘西.
pub(super) fn short(name: &str) -> &str {
    if let Some(stem) = ["自治区", "自治州", "自治县", "自治旗"].iter().find_map(|end| name.strip_suffix(end))
    {
        return without_peoples(stem);
    }
    let Some(last) = name.chars().next_back() else { return name };
    let stem = name.get(..name.len() - last.len_utf8()).unwrap_or(name);
    if stem.chars().count() < 2 { name } else { stem }
}

/// What stands before the peoples in the name of an autonomous place; two characters at least, as in 内蒙古.
fn without_peoples(stem: &str) -> &str {
    let peoples = PEOPLES.iter().filter_map(|people| stem.find(people).filter(|at| *at >= 6));
    peoples.min().and_then(|at| stem.get(..at)).unwrap_or(stem)
}

/// The peoples named in the names of autonomous divisions.
const PEOPLES: &[&str] = &[
    "蒙古",
    "回族",
    "藏族",
    "维吾尔",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜",
    "土族",
    "达斡尔",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯",
    "阿昌族",
    "普米族",
    "塔吉克",
    "怒族",
    "乌孜别克",
    "俄罗斯族",
    "鄂温克",
    "德昂族",
    "保安族",
    "裕固族",
    "京族",
    "塔塔尔",
    "独龙族",
    "鄂伦春",
    "赫哲族",
    "门巴",
    "珞巴",
    "基诺",
    "高山族",
    "各族",
];

#[cfg(all(test, feature = "engine"))]
mod tests {
    use super::*;

    #[test]
    fn short_forms_drop_the_kind_and_the_peoples() {
        let cases = [
            ("南昌市", Some("南昌")),
            ("内蒙古自治区", Some("内蒙古")),
            ("广西壮族自治区", Some("广西")),
            ("湘西土家族苗族自治州", Some("湘西")),
            ("巴音郭楞蒙古自治州", Some("巴音郭楞")),
            ("江华瑶族自治县", Some("江华")),
            ("浦东新区", Some("浦东")),
            ("滨海新区", None),
            ("科尔沁左翼中旗", None),
            ("洋县", None),
            ("香港特别行政区", Some("香港")),
        ];
        for (name, short) in cases {
            assert_eq!(short_form(name), short, "{name}");
        }
    }
}
