//! Tables as CSV that spreadsheet programs open as they are (表格文件): UTF-8 with its mark, CRLF, and no cell that a
//! program could take for a formula.

/// Rows of cells as a file.
pub fn file(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

/// A cell in quotes where it needs them. A leading sign that starts a formula gets an apostrophe before it.
fn quoted(cell: &str) -> String {
    let is_number = cell.parse::<f64>().is_ok();
    let starts_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let safe = if starts_formula && !is_number { format!("'{cell}") } else { cell.to_owned() };
    if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_exact_and_harmless() {
        let cases = [
            ("市公安局", "市公安局"),
            ("a,b", "\"a,b\""),
            ("他说\"好\"", "\"他说\"\"好\"\"\""),
            ("两\n行", "\"两\n行\""),
            ("=1+1", "'=1+1"),
            ("-5", "-5"),
            ("-5%", "'-5%"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("", ""),
        ];
        for (cell, written) in cases {
            assert_eq!(quoted(cell), written);
        }
        assert_eq!(file([vec!["甲".to_owned(), "1".to_owned()]]), "\u{feff}甲,1\r\n".as_bytes());
    }
}
