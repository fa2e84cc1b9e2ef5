//! Small PDFs, built object by object.

/// A PDF of the given objects; the first is number 1 and the catalogue.
pub fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| bytes.extend(format!("{place:010} 00000 n \n").bytes()));
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF\n").bytes());
    bytes
}

/// A stream object.
pub fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{entries}/Length {}>>\nstream\n", data.len()).into_bytes();
    object.extend(data);
    object.extend(b"\nendstream");
    object
}

/// Objects of a file with these pages, each the drawing of one, all with the font `/F`: number 3, more follow it.
pub fn pages(drawings: &[String], font: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let first = 3 + font.len();
    let kids: String = (0..drawings.len()).map(|index| format!("{} 0 R ", first + 2 * index)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}/MediaBox[0 0 595 842]>>", drawings.len()).into_bytes(),
    ];
    objects.extend_from_slice(font);
    for (index, drawing) in drawings.iter().enumerate() {
        let content = first + 2 * index + 1;
        objects.push(
            format!("<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents {content} 0 R>>").into_bytes(),
        );
        objects.push(stream("", drawing.as_bytes()));
    }
    objects
}

/// A font that is not in the file, whose codes a predefined map gives.
pub fn predefined(map: &str) -> Vec<Vec<u8>> {
    let system = "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>";
    vec![
        format!("<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/{map}/DescendantFonts[4 0 R]>>").into_bytes(),
        format!("<</Type/Font/Subtype/CIDFontType0/BaseFont/Song{system}/DW 1000>>").into_bytes(),
    ]
}

/// A font whose glyphs are numbered as they come, with a map that says what they are.
pub fn mapped(map: &str) -> Vec<Vec<u8>> {
    let map = format!(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000><ffff> endcodespacerange\n{map}\nendcmap end"
    );
    vec![
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>".to_vec(),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 1000/W[1[1000 500]3 4 1000]>>".to_vec(),
        stream("", map.as_bytes()),
    ]
}

/// The drawing of lines of 14 points, each with where it begins, its words as bytes of the font.
pub fn lines(lines: &[(f64, f64, Vec<u8>)]) -> String {
    let show = |(x, y, words): &(f64, f64, Vec<u8>)| {
        let hex: String = words.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("BT /F 14 Tf {x} {y} Td <{hex}> Tj ET\n")
    };
    lines.iter().map(show).collect()
}

/// Words as UTF-16, as the maps `UniGB-UCS2-H` and `UniGB-UTF16-H` have it.
pub fn utf16(words: &str) -> Vec<u8> {
    words.encode_utf16().flat_map(u16::to_be_bytes).collect()
}
