//! Traditional to simplified script (繁简), character for character.
//!
//! The map must be exact, so a character becomes one character of the same length; the few whose form depends on the
//! word they stand in look at their neighbours. Data: `data/simplified.txt`, from the OpenCC dictionaries.

use std::sync::OnceLock;

/// The first and last character that the table may change.
const FIRST: u32 = 0x2E80;
const LAST: u32 = 0xFAFF;

/// A slot of the table: the code of the simplified form, `SAME` for none, `ASK` where the neighbours decide.
const SAME: u16 = 0;
const ASK: u16 = 1;

/// Characters whose form depends on their neighbours.
const IN_CONTEXT: &str = "乾著覆藉瞭畫祇彷";

/// The table of simplified forms, by character.
pub(super) struct Table(Vec<u16>);

/// The table, read at the first call.
pub(super) fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table::read(include_str!("data/simplified.txt")))
}

impl Table {
    fn read(data: &str) -> Self {
        let mut slots = vec![SAME; (LAST - FIRST + 1) as usize];
        let mut set = |ch: char, slot: u16| {
            if let Some(place) = index(ch).and_then(|index| slots.get_mut(index)) {
                *place = slot;
            }
        };
        let lines = data.lines().filter(|line| !line.starts_with('#'));
        for pair in lines.flat_map(str::split_whitespace) {
            let mut chars = pair.chars();
            if let (Some(from), Some(to)) = (chars.next(), chars.next()) {
                set(from, u16::try_from(u32::from(to)).unwrap_or(SAME));
            }
        }
        IN_CONTEXT.chars().for_each(|ch| set(ch, ASK));
        Self(slots)
    }

    /// The simplified form of a character; `before` is the simplified one before it, `next` the raw one after it.
    pub(super) fn get(&self, ch: char, before: char, next: impl Fn() -> Option<char>) -> char {
        match index(ch).and_then(|index| self.0.get(index)).copied() {
            None | Some(SAME) => ch,
            Some(ASK) => in_context(ch, before, next().unwrap_or('\n')),
            Some(code) => char::from_u32(u32::from(code)).unwrap_or(ch),
        }
    }
}

fn index(ch: char) -> Option<usize> {
    u32::from(ch).checked_sub(FIRST).map(|index| index as usize)
}

/// The form of a character that has one sense which keeps its shape, and one which does not.
fn in_context(ch: char, before: char, next: char) -> char {
    let simplify = match ch {
        '乾' => !"隆坤县縣陵元清卦道嘉安".contains(next) && before != '康',
        '著' => {
            "力眼手重实實陆陸想落急色装裝".contains(next)
                || "随沿围绕本朝向接味对活靠凭借带跟看走意".contains(before) && !"名作称稱述录錄".contains(next)
        }
        '覆' => "反回答批函".contains(before),
        '藉' => before == '凭' || "助此口以由故机機".contains(next),
        '瞭' => before == '明' || "解然".contains(next),
        '畫' => return if "计规筹企区".contains(before) { '划' } else { '画' },
        '祇' => before != '神',
        '彷' => next == '佛' || next == '彿',
        _ => false,
    };
    let simplified = match ch {
        '乾' => '干',
        '著' => '着',
        '覆' => '复',
        '藉' => '借',
        '瞭' => '了',
        '祇' => '只',
        '彷' => '仿',
        _ => ch,
    };
    if simplify { simplified } else { ch }
}
