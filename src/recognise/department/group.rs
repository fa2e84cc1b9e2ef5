//! Groups of bodies (泛指的一组机构): `各市州政府`, `各县(市、区)人民政府`, `各镇街道`.

/// Words that say that a group follows.
const HEADS: &[&str] = &["各", "有关", "相关", "全市各", "全县各", "全省各", "全区各", "其他各"];

/// Kinds of places and zones that groups are made of, longer ones first.
const KINDS: &[&str] = &[
    "经济技术开发区",
    "高新技术产业开发区",
    "产业集聚区",
    "设区的市",
    "计划单列市",
    "省级",
    "市级",
    "县级",
    "区级",
    "自治区",
    "直辖市",
    "自治州",
    "自治县",
    "自治旗",
    "设区市",
    "地级市",
    "县级市",
    "开发区",
    "高新区",
    "经开区",
    "功能区",
    "功能园区",
    "产业园区",
    "工业园区",
    "工业区",
    "集聚区",
    "示范区",
    "管理区",
    "度假区",
    "风景区",
    "景区",
    "园区",
    "片区",
    "新区",
    "城区",
    "街道",
    "乡镇",
    "镇街",
    "街镇",
    "社区",
    "苏木",
    "嘎查",
    "林场",
    "农场",
    "团场",
    "省",
    "市",
    "州",
    "盟",
    "县",
    "区",
    "旗",
    "乡",
    "镇",
];

/// Further kinds that are believed after others only: `各师团`, `各街村`.
const SHORT_KINDS: &[&str] = &["街", "村", "师", "团", "场", "地区"];

/// What groups end with.
const TAILS: &[&str] = &[
    "人民政府",
    "政府",
    "街道办事处",
    "办事处",
    "行政公署",
    "管理委员会",
    "管委会",
    "党工委",
    "党委",
    "村委会",
    "居委会",
    "街道办",
    "委、政府",
    "委、人民政府",
    "委和政府",
    "委政府",
    "党委、政府",
    "党委、人民政府",
    "党委和政府",
    "党委政府",
];

/// A group at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Bytes it takes.
    pub len: usize,
    /// Whether it begins with a word for a group; `镇街道` lost it.
    pub headed: bool,
    /// Whether it ends with a word for a body: 人民政府.
    pub tailed: bool,
}

/// Reads the group a text begins with.
pub fn group_at(text: &str) -> Option<Group> {
    let head = HEADS.iter().filter(|head| text.starts_with(**head)).max_by_key(|head| head.len());
    let skip = head.map_or(0, |head| head.len());
    let mut at = skip;
    let mut n_kinds = 0;
    while let Some(rest) = text.get(at..) {
        let step = kind(rest)
            .or_else(|| short_kind(rest).filter(|_| n_kinds > 0))
            .or_else(|| bracket(rest))
            .or_else(|| joint(rest));
        let Some(len) = step else { break };
        n_kinds += 1;
        at += len;
    }
    let rest = text.get(at..).unwrap_or("");
    let tail = TAILS.iter().filter(|tail| rest.starts_with(**tail)).max_by_key(|tail| tail.len());
    let tailed = tail.is_some();
    let len = at + tail.map_or(0, |tail| tail.len());
    // 村(社区): a kind that is short stands alone after 各 only.
    let alone = n_kinds == 0 && head.is_some() && short_kind(text.get(skip..)?).is_some();
    if alone {
        let village = skip + short_kind(text.get(skip..)?)?;
        let more = text.get(village..).and_then(bracket).unwrap_or(0);
        return Some(Group { len: village + more, headed: true, tailed: false });
    }
    let enough = match head {
        Some(&"有关" | &"相关") => n_kinds > 0 && tailed,
        Some(_) => n_kinds > 0 || tailed,
        // Without 各 a single kind is a word like any other; 街道办事处 alone goes with the group before it.
        None => n_kinds > 1,
    };
    enough.then_some(Group { len, headed: head.is_some(), tailed })
}

fn kind(text: &str) -> Option<usize> {
    // 镇街道 is 镇 and 街道, not 镇街 and 道.
    let cut = |kind: &str| kind.ends_with('街') && text.get(kind.len()..).is_some_and(|rest| rest.starts_with('道'));
    KINDS.iter().find(|kind| text.starts_with(**kind) && !cut(kind)).map(|kind| kind.len())
}

fn short_kind(text: &str) -> Option<usize> {
    SHORT_KINDS.iter().find(|kind| text.starts_with(**kind)).map(|kind| kind.len())
}

/// A bracket inside a group, as in `各县(市、区)人民政府`; it must hold kinds only, or stand before a word for a body.
fn bracket(text: &str) -> Option<usize> {
    let open = text.chars().next().filter(|&ch| matches!(ch, '(' | '（' | '〔'))?;
    let inside = text.get(open.len_utf8()..)?;
    let (at, close) = inside.char_indices().take(24).find(|&(_, ch)| matches!(ch, ')' | '）' | '〕'))?;
    let words = inside.get(..at)?;
    let len = open.len_utf8() + at + close.len_utf8();
    let before_tail = text.get(len..).is_some_and(|rest| TAILS.iter().any(|tail| rest.starts_with(tail)));
    let plain = |part: &str| {
        let mut at = 0;
        while let Some(len) = part.get(at..).and_then(|rest| kind(rest).or_else(|| short_kind(rest))) {
            at += len;
        }
        at == part.len() && at > 0
    };
    let kinds = words.split(['、', ',', '，', '/', ' ', '和', '及']).all(plain);
    let bodies = words.ends_with("管委会") || words.ends_with("办事处");
    (kinds || before_tail || bodies && words.chars().count() <= 8).then_some(len)
}

/// `、` between kinds that share the word for a body: `各市、县(区)人民政府`.
fn joint(text: &str) -> Option<usize> {
    let sign = text.chars().next().filter(|&ch| matches!(ch, '、' | '/' | '和' | '及'))?;
    let mut at = sign.len_utf8();
    let first = ["省", "市", "州", "盟", "县", "区", "旗", "自治区", "自治州", "自治县", "直辖市"]
        .iter()
        .find(|kind| text.get(at..).is_some_and(|rest| rest.starts_with(**kind)))?;
    at += first.len();
    while let Some(len) = text.get(at..).and_then(|rest| kind(rest).or_else(|| bracket(rest)).or_else(|| joint(rest))) {
        at += len;
    }
    let rest = text.get(at..)?;
    (rest.starts_with("人民政府") || rest.starts_with("政府")).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_read_to_their_end() {
        let cases = [
            ("各市州政府负责", "各市州政府"),
            ("各县(市、区)人民政府)", "各县(市、区)人民政府"),
            ("各镇街道按职责", "各镇街道"),
            ("各市、县(区)人民政府", "各市、县(区)人民政府"),
            ("各区县(自治县)人民政府", "各区县(自治县)人民政府"),
            ("各乡镇(街道)、", "各乡镇(街道)"),
            ("各乡镇、街道", "各乡镇"),
            ("各村(社区)", "各村(社区)"),
            ("各省(区、市)人民政府", "各省(区、市)人民政府"),
            ("各市(含定平市)人民政府", "各市(含定平市)人民政府"),
            ("各开发区管委会、", "各开发区管委会"),
            ("各苏木乡镇", "各苏木乡镇"),
            ("镇街道等", "镇街道"),
            ("有关县区政府", "有关县区政府"),
            ("各县(市、区)委、政府", "各县(市、区)委、政府"),
            ("各区县党委、政府负责", "各区县党委、政府"),
        ];
        for (text, words) in cases {
            assert_eq!(group_at(text).and_then(|group| text.get(..group.len)), Some(words), "{text}");
        }
        for text in ["各有关部门", "各单位", "各成员单位", "有关部门", "市公安局", "县住建局", "区块链", "镇长"]
        {
            assert_eq!(group_at(text), None, "{text}");
        }
    }
}
