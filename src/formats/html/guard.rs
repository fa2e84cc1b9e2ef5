//! A look at a page before the parser gets it: the parser compares the attributes of a tag each with all others, which a
//! hostile page makes take forever.

/// The most attributes that a tag has, at a rough count that never looks at a byte twice.
pub(super) fn most_attributes(page: &[u8]) -> usize {
    let mut most = 0;
    let mut rest = page;
    while let Some(at) = rest.iter().position(|&byte| byte == b'<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix(b"!--") {
            rest = after(comment, b"-->");
            continue;
        }
        if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let name_len = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (name, tag) = rest.split_at(name_len);
        let (n_attributes, tail) = attributes(tag);
        most = most.max(n_attributes);
        rest = match () {
            () if name.eq_ignore_ascii_case(b"script") => after(tail, b"</script"),
            () if name.eq_ignore_ascii_case(b"style") => after(tail, b"</style"),
            () => tail,
        };
    }
    most
}

/// How many attributes a tag has, and what comes after it.
fn attributes(tag: &[u8]) -> (usize, &[u8]) {
    let (mut count, mut in_word) = (0, false);
    let mut rest = tag;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            b'>' => break,
            b'=' => {
                (rest, in_word) = (tail.trim_ascii_start(), true);
                if let Some((&quote @ (b'"' | b'\''), value)) = rest.split_first() {
                    (rest, in_word) = (after(value, &[quote]), false);
                }
            }
            b'/' => in_word = false,
            byte if byte.is_ascii_whitespace() => in_word = false,
            _ if !in_word => (count, in_word) = (count + 1, true),
            _ => {}
        }
    }
    (count, rest)
}

/// What comes after the first place where some bytes stand, whatever their case; nothing where they do not.
fn after<'a>(page: &'a [u8], bytes: &[u8]) -> &'a [u8] {
    let found = page.windows(bytes.len()).position(|window| window.eq_ignore_ascii_case(bytes));
    found.and_then(|at| page.get(at + bytes.len()..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_where_there_are_some() {
        for (page, count) in [
            ("a < b c d e", 0),
            ("<p>x", 0),
            ("<p a b=1 c = 2 d='x y z' e=\"<p f g h>\"/>", 5),
            ("<!-- <p a b c> --><p a>", 1),
            ("<script x>if (a <b c d e f</script><p a b>", 2),
            ("<style>p <a b c d</STYLE><p a b c", 3),
        ] {
            assert_eq!(most_attributes(page.as_bytes()), count, "{page}");
        }
    }
}
