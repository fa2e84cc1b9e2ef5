//! Bodies that the register does not list (名录之外的机构), known by the endings of their names: `绿管会`, `供电公司`.

use crate::text::is_ideograph;

/// What names of bodies end with.
const ENDINGS: &[&str] = &[
    "局",
    "委",
    "办",
    "厅",
    "署",
    "会",
    "中心",
    "公司",
    "集团",
    "银行",
    "支行",
    "分行",
    "总队",
    "支队",
    "大队",
    "中队",
    "处",
    "所",
    "站",
    "馆",
    "学校",
    "学院",
    "大学",
    "党校",
    "中学",
    "小学",
    "委员会",
    "指挥部",
    "专班",
    "领导小组",
    "工作组",
    "办公室",
    "政府",
    "街道",
    "园区",
    "开发区",
    "高新区",
    "新区",
    "经开区",
    "示范区",
    "口岸",
    "海关",
    "医院",
    "工委",
    "党委",
    "电视台",
    "报社",
    "日报",
    "研究院",
    "设计院",
    "研究所",
    "交易所",
    "基金会",
    "联席会议",
    "林场",
    "农场",
    "水库",
    "铁塔",
    "移动",
    "联通",
    "电信",
    "邮储",
    "农行",
    "工行",
    "建行",
    "中行",
    "农商行",
    "组织部",
    "宣传部",
    "统战部",
    "人武部",
    "工作部",
    "武装部",
    "供销社",
    "联社",
    "合作社",
    "杂志社",
    "出版社",
    "公园",
    "机场",
    "车站",
    "港务",
    "法院",
    "检察院",
    "法庭",
    "编办",
    "妇联",
    "工会",
    "团委",
    "总站",
    "段",
    "工厂",
    "剧院",
];

/// Words in names of classes, and words that no name holds.
const NOT_NAMES: &[&str] = &[
    "有关",
    "相关",
    "其他",
    "其它",
    "各级",
    "各类",
    "各自",
    "主管",
    "职能",
    "成员单位",
    "责任",
    "所属",
    "分管",
    "属地",
    "部门",
    "单位",
    "企业",
    "机构",
    "本级",
    "以上",
    "以下",
    "均需",
    "任务",
    "会同",
    "国有企业",
    "上级",
    "下级",
    "基层",
    "当地",
    "所在地",
    "各地",
    "全体",
    "人员",
    "领导",
    "同志",
    "负责",
    "牵头",
    "配合",
    "落实",
    "完成",
    "推进",
    "推动",
    "全力",
    "加强",
    "开展",
    "建立",
    "健全",
    "制定",
    "提升",
    "实施",
    "指导",
    "强化",
    "做好",
    "组织开",
    "按照",
    "根据",
    "通过",
    "为了",
    "以及",
    "不含",
    "含有",
    "包括",
    "见附",
    "会议室",
    "社会",
    "机会",
    "办法",
    "年度",
    "项目",
];

/// Single characters that stand in sentences and not in names.
const NOT_IN_NAMES: [char; 19] =
    ['的', '是', '要', '将', '把', '被', '就', '也', '请', '让', '使', '并', '或', '此', '该', '我', '你', '“', '《'];

/// Endings after a listed name that make a part of that body: `市公安局交警支队`, `生态环境局东湖分局`.
const PARTS: &[&str] = &[
    "分局",
    "支队",
    "大队",
    "总队",
    "中队",
    "支行",
    "分行",
    "分公司",
    "办事处",
    "派出所",
    "服务中心",
    "管理中心",
    "中心",
    "管理处",
    "执法局",
    "执法队",
    "支局",
    "调查队",
    "监管局",
    "工作站",
    "管理站",
    "管理所",
];

/// Beginnings of names of bodies that belong to no place of the document.
const WIDE: &[&str] = &[
    "国网",
    "国家",
    "中国",
    "中石",
    "全国",
    "中央",
    "国铁",
    "中铁",
    "中电",
    "中交",
    "中建",
    "中粮",
    "华能",
    "大唐",
    "华电",
    "国电",
    "国能",
    "农发行",
    "国开行",
    "工商银行",
    "农业银行",
    "建设银行",
    "交通银行",
    "邮储",
    "南方电网",
    "水利部",
];

/// Endings of names that carry no place in front, though they belong to one.
const PLACELESS: &[&str] = &["银行", "支行", "分行", "学院", "大学", "医院", "海关", "农商行", "机场", "铁路局"];

/// Whether words are the name of a body by their ending, and hold nothing that a name does not.
pub fn is_body(words: &str) -> bool {
    let n_chars = words.chars().count();
    (3..=28).contains(&n_chars)
        && ENDINGS.iter().any(|ending| words.ends_with(ending))
        && !NOT_NAMES.iter().any(|word| words.contains(word))
        && !words.contains(NOT_IN_NAMES)
        && (!words.contains('由') || words.contains("自由"))
        && words
            .chars()
            .all(|ch| is_ideograph(ch) || ch.is_ascii_alphanumeric() || matches!(ch, '(' | ')' | '“' | '”' | '·' | '-'))
        && words.chars().next().is_some_and(is_ideograph)
}

/// Whether words are a class that names nobody and yet belongs in a list: `市直有关部门`, `各成员单位`.
pub fn names_nobody(words: &str) -> bool {
    words.chars().count() <= 16
        && ["部门", "单位", "企业", "机构", "各地", "各方", "高校", "学校"].iter().any(|ending| words.ends_with(ending))
}

/// Whether words are a town or sub-district by their ending, and no class of them: 柳河镇, not 建制镇.
pub fn is_town(words: &str) -> bool {
    let kinds = ["街道", "苏木", "镇", "乡", "街"];
    let Some(stem) = kinds.iter().find_map(|kind| words.strip_suffix(kind)) else { return false };
    (2..=5).contains(&stem.chars().count())
        && stem.chars().all(is_ideograph)
        && !stem.ends_with(['城', '各', '乡', '集', '镇', '心', '点', '关', '属', '制'])
        && !NOT_NAMES.iter().any(|word| words.contains(word))
        && !words.contains(NOT_IN_NAMES)
}

/// Where words could end as the name of a body does: the bytes up to each such place, shortest first.
pub fn ends(words: &str) -> impl Iterator<Item = usize> + '_ {
    words.char_indices().map(|(at, ch)| at + ch.len_utf8()).filter(|&end| {
        let words = words.get(..end).unwrap_or("");
        ENDINGS.iter().any(|ending| words.ends_with(ending))
    })
}

/// The length of a part of a body that words after its name begin with: of `交警支队、` those of 交警支队.
pub fn part_at(words: &str) -> Option<usize> {
    let reach = words.char_indices().nth(14).map_or(words.len(), |(at, _)| at);
    let stop = words.find(|ch: char| !is_ideograph(ch)).unwrap_or(words.len());
    let within = words.get(..reach.min(stop))?;
    PARTS.iter().filter_map(|part| Some(within.find(part)? + part.len())).min()
}

/// Whether the name of a body goes without the document's place in front.
pub fn stands_alone(words: &str) -> bool {
    WIDE.iter().any(|word| words.starts_with(word)) || PLACELESS.iter().any(|word| words.ends_with(word))
}

/// What zones and scenic places end in, whose 管委会 is a 管理委员会.
const ZONE_ENDS: [char; 10] = ['区', '园', '城', '岛', '山', '湖', '港', '洲', '湾', '带'];

/// A name in full as far as its ending allows: 管委会 is 管理委员会 where the rest of the name is a zone's.
pub fn spelled_out(words: &str) -> String {
    match words.strip_suffix("管委会") {
        Some(zone) if zone.ends_with(ZONE_ENDS) => format!("{zone}管理委员会"),
        _ => match words.strip_suffix("政府") {
            Some(place) if place.ends_with(['镇', '乡', '县', '区', '市', '州', '旗']) => {
                format!("{place}人民政府")
            }
            _ => words.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_known_by_their_endings() {
        for name in [
            "绿管会",
            "国网青禾供电公司",
            "城投集团",
            "青禾海关",
            "东湖景区管委会",
            "工业园区指挥部",
            "邮政公司",
            "派出所",
        ] {
            assert!(is_body(name), "{name}");
        }
        for name in [
            "有关部门",
            "各级政府",
            "相关单位",
            "全社会",
            "办法",
            "会",
            "局",
            "推进建设的中心",
            "12中心",
            "物业服务企业",
        ] {
            assert!(!is_body(name), "{name}");
        }
    }

    #[test]
    fn towns_are_told_from_classes_of_them() {
        assert!(is_town("柳河镇") && is_town("沙溪街道") && is_town("石门子乡"));
        assert!(!is_town("各乡镇") && !is_town("中心镇") && !is_town("建制镇") && !is_town("有关街道"));
    }

    #[test]
    fn parts_of_bodies_are_measured() {
        assert_eq!(part_at("交警支队、市财政局"), Some("交警支队".len()));
        assert_eq!(part_at("东湖分局县发改局"), Some("东湖分局".len()));
        assert_eq!(part_at("、交警支队"), None);
    }
}
