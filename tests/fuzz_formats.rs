//! Every reader survives whatever a file may hold: seeded mutations of sound files, the same ones every time.
//!
//! `ZHUPI_FUZZ` sets how many inputs each reader gets (50 000 without it), `ZHUPI_SEED` another
//! sequence. Where `ZHUPI_SEEDS` names a folder, the sound files are written there, for runs that coverage guides.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/figure.rs"]
mod figure;
#[path = "support/pdf.rs"]
mod pdf_file;

use figure::{figure, setting};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};
use zhupi::annotate::ActorId;
use zhupi::formats::archive::{Archive, pack};
use zhupi::formats::export::{Export, ExportOptions, Which};
use zhupi::formats::{ImportOptions, formats, import};
use zhupi::project::{Command, NewDocument, Workspace};
use zhupi::text::{Span, Text};

/// What no input may take: they are some kilobytes, and on a busy machine a second is still far beyond what any should.
const SLOWEST: Duration = Duration::from_secs(5);

/// SplitMix64: small, seeded, the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

/// Pieces that trip parsers up.
const PIECES: &[&str] = &[
    "",
    "0",
    "-1",
    "1e99",
    "4294967296",
    "18446744073709551616",
    "null",
    "true",
    "[]",
    "{}",
    "[[",
    "]]",
    "{\"",
    "\"",
    "\\u0000",
    "\\ud800",
    "𠮷",
    "\u{feff}",
    "\u{301}",
    "\r\n",
    "\n\n",
    "\t",
    "<",
    "</",
    "/>",
    "&#x110000;",
    "&amp;",
    "&x;",
    "<!DOCTYPE a>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "w:p",
    "B-",
    "I-X",
    "-DOCSTART-",
    "T1\t",
    "0 1;0 1",
    ";",
    ":",
    ",",
    "=",
    "'=1",
    "\"text\"",
    "\"start\":",
    "\"end\":",
    "\"label\":",
    "\"id\":",
    "a:b:c",
    "%ID",
    "#Text=",
    "_",
    "*[1]",
    "|",
    "\0",
];

/// One to six mutations of a sound file, at times with a part of another.
fn mutate(sound: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(24)).min(bytes.len());
        match random.below(9) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 if at < bytes.len() => bytes[at] = random.next() as u8,
            2 => drop(bytes.drain(at..end)),
            3 => drop(bytes.splice(at..at, random.pick(PIECES).bytes())),
            4 => drop(bytes.splice(at..end, random.pick(PIECES).bytes())),
            5 => bytes.truncate(at),
            6 => {
                let piece = bytes[at..end].repeat(1 + random.below(20));
                drop(bytes.splice(at..at, piece));
            }
            7 => {
                let from = random.below(other.len() + 1);
                let to = (from + random.below(60)).min(other.len());
                drop(bytes.splice(at..end, other[from..to].iter().copied()));
            }
            _ => {
                // A number somewhere becomes another one.
                let digit = bytes.iter().skip(at).position(u8::is_ascii_digit).map(|found| found + at);
                if let Some(found) = digit {
                    drop(bytes.splice(found..=found, random.below(300).to_string().bytes()));
                }
            }
        }
    }
    bytes
}

/// Mutates an entry of an archive, or now and then the archive itself.
fn mutate_archive(sound: &[u8], random: &mut Random) -> Vec<u8> {
    if random.below(4) == 0 {
        return mutate(sound, sound, random);
    }
    let mut archive = Archive::open(sound).unwrap();
    let names = archive.names().to_vec();
    let chosen = random.below(names.len());
    let mut entries = Vec::new();
    for (index, name) in names.into_iter().enumerate() {
        let bytes = archive.entry(&name).unwrap().unwrap();
        entries.push((name, if index == chosen { mutate(&bytes, &bytes, random) } else { bytes }));
    }
    pack(entries).unwrap()
}

/// A small project with a little of everything.
fn sample() -> Workspace {
    let text = Text::new("到2027年，𠮷水镇增长6%（市局负责）。\n（二）完善，县局配合。");
    let mut workspace = Workspace::new(ActorId(1));
    workspace.apply(Command::Import(vec![NewDocument::plain("甲", "甲.txt", text.clone())]), 0).unwrap();
    let doc = workspace.documents().next().unwrap().info().id;
    for (words, label) in [("2027年", "TIME"), ("𠮷水镇", "LOC"), ("6%", "QTY"), ("市局", "DEPT"), ("县局", "DEPT")]
    {
        let at = text.as_str().find(words).unwrap();
        let spans = vec![Span::from_range(at..at + words.len())];
        workspace.apply(Command::AddMark { doc, spans, label: label.into() }, 0).unwrap();
    }
    let marks: Vec<_> = workspace.document(doc).unwrap().marks().iter().map(|mark| mark.id).collect();
    for (mark, name, value) in [(marks[2], "value", "6"), (marks[3], "role", "lead")] {
        workspace.apply(Command::SetAttr { doc, mark, name: name.into(), value: value.into() }, 0).unwrap();
    }
    workspace.apply(Command::SetNote { doc, mark: marks[0], note: "期限".into() }, 0).unwrap();
    workspace.apply(Command::AddRelation { doc, kind: "by".into(), from: marks[2], to: marks[0] }, 0).unwrap();
    workspace
}

/// What a reader is tried with.
struct Target {
    name: &'static str,
    file: &'static str,
    format: Option<&'static str>,
    sound: Vec<u8>,
    is_archive: bool,
}

fn targets() -> Vec<Target> {
    let workspace = sample();
    let options = ExportOptions { which: Which::Visible, ..ExportOptions::default() };
    let export = Export::of(&workspace, options);
    let mut targets = vec![
        text_target("plain", "a.txt", "关于加快的通知\n　　到2027年。\r\n（一）𠮷\n".as_bytes().to_vec()),
        text_target("gb18030", "a.txt", encoding_rs::GB18030.encode("关于加快的通知\n到2027年。\n").0.into_owned()),
        text_target("html", "a.html", include_bytes!("formats/sample.html").to_vec()),
        Target { is_archive: true, ..text_target("docx", "a.docx", docx()) },
        text_target("pdf", "a.pdf", pdf()),
        text_target("pdf-encoded", "a.pdf", encoded_pdf()),
    ];
    for format in formats().iter().filter(|it| it.can_read()) {
        let part = |id: &str, ending: &str| {
            let parts = zhupi::formats::format(id).unwrap().write(&export).unwrap();
            parts.into_iter().find(|part| part.name.ends_with(ending)).unwrap().bytes
        };
        let sound = match format.id {
            "columns" => "标题,text,label\n甲,\"一，\n二\",X#Y\n乙,'=1,\n".into(),
            "columns-xlsx" => part("xlsx", ".xlsx"),
            "uima-xmi-file" => part("uima-xmi", ".xmi"),
            "uima-json-file" => part("uima-json", "甲.json"),
            id if format.is_archive() => {
                let parts = zhupi::formats::format(id).unwrap().write(&export).unwrap();
                pack(parts.into_iter().map(|part| (part.name, part.bytes)).collect()).unwrap()
            }
            id => zhupi::formats::format(id).unwrap().write(&export).unwrap().swap_remove(0).bytes,
        };
        let is_archive = format.is_archive();
        targets.push(Target { name: format.id, file: "a", format: Some(format.id), sound, is_archive });
    }
    targets
}

fn text_target(name: &'static str, file: &'static str, sound: Vec<u8>) -> Target {
    Target { name, file, format: None, sound, is_archive: false }
}

fn docx() -> Vec<u8> {
    let document = concat!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/>",
        "</w:numPr></w:pPr><w:r><w:t>总则 &amp;</w:t><w:tab/></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p></w:tc><w:tc/></w:tr></w:tbl>",
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>P</w:instrText></w:r></w:p></w:body></w:document>"
    );
    let numbering = concat!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>",
        "<w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>",
        "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    pack(vec![("word/document.xml".to_owned(), document.into()), ("word/numbering.xml".to_owned(), numbering.into())])
        .unwrap()
}

/// A page of text in a font of the file, a map of its characters, and a form.
fn pdf() -> Vec<u8> {
    let font = pdf_file::mapped("1 beginbfchar <0001><4e00> endbfchar 1 beginbfrange <0002><0009><5e02> endbfrange");
    let drawing = pdf_file::lines(&[(72.0, 700.0, vec![0, 1, 0, 2, 0, 3]), (72.0, 680.0, vec![0, 4, 0, 5])]);
    let form = drawing.clone() + "[<0006> -250 <0007>] TJ T* (\\000\\010) ' q 2 0 0 2 9 9 cm /X Do Q";
    let mut objects = pdf_file::pages(&[drawing + "/X Do"], &font);
    let resources = "/Resources<</Font<</F 3 0 R>>/XObject<</X 8 0 R>>>>";
    objects[5] = format!("<</Type/Page/Parent 2 0 R{resources}/Contents 7 0 R>>").into_bytes();
    objects.push(pdf_file::stream(&format!("/Subtype/Form{resources}"), form.as_bytes()));
    pdf_file::file(&objects, "")
}

/// Two pages, one of them deflated, in a font outside the file.
fn encoded_pdf() -> Vec<u8> {
    let drawing =
        pdf_file::lines(&[(72.0, 700.0, pdf_file::utf16("市局𠮷水镇")), (72.0, 680.0, pdf_file::utf16("（一）"))]);
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut deflate, drawing.as_bytes()).unwrap();
    let mut objects = pdf_file::pages(&[drawing.clone(), drawing], &pdf_file::predefined("UniGB-UTF16-H"));
    objects[7] = pdf_file::stream("/Filter/FlateDecode", &deflate.finish().unwrap());
    pdf_file::file(&objects, "")
}

/// How many inputs a reader gets where nobody says.
fn count() -> usize {
    setting("ZHUPI_FUZZ", 50_000)
}

/// Reads an input and checks what came of it.
fn try_one(target: &Target, bytes: &[u8], thorough: bool) {
    let options = ImportOptions { format: target.format.map(str::to_owned), ..ImportOptions::default() };
    let report = import(target.file, bytes, &options);
    assert!(!report.documents.is_empty() || !report.problems.is_empty() || bytes.is_empty() || target.format.is_some());
    for document in &report.documents {
        for mark in &document.marks {
            assert!(
                !mark.spans.is_empty() && mark.spans.iter().all(|&span| !span.is_empty() && document.text.check(span))
            );
            assert!(mark.spans.windows(2).all(|pair| pair[0].end < pair[1].start));
        }
        let known = |id| document.marks.iter().any(|mark| mark.id == id);
        assert!(document.relations.iter().all(|it| known(it.from) && known(it.to)));
        assert!(!document.text.as_str().contains('\r'));
    }
    for problem in &report.problems {
        assert!(!problem.to_string().is_empty() && !problem.zh().is_empty());
    }
    if thorough {
        let mut workspace = Workspace::new(ActorId(1));
        let _ = workspace.apply(Command::Import(report.documents), 0);
        let options = ExportOptions { which: Which::Visible, ..ExportOptions::default() };
        let export = Export::of(&workspace, options);
        for format in formats().iter().filter(|it| it.can_write()) {
            format.write(&export).unwrap();
        }
    }
}

/// Tries one reader; gives the longest time a single input took.
fn run(target: &Target, count: usize, seed: u64) -> Duration {
    let mut random = Random(
        seed ^ target.name.bytes().fold(7_u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte))),
    );
    let mut slowest = Duration::ZERO;
    for number in 0..count {
        let bytes = if target.is_archive {
            mutate_archive(&target.sound, &mut random)
        } else {
            mutate(&target.sound, &target.sound, &mut random)
        };
        let timed = || {
            let started = Instant::now();
            let result = catch_unwind(AssertUnwindSafe(|| try_one(target, &bytes, number % 500 == 0)));
            assert!(result.is_ok(), "{} input {number}: {:?}", target.name, String::from_utf8_lossy(&bytes));
            started.elapsed()
        };
        // An input that is slow is slow again; a machine that does something else meanwhile is not.
        let first = timed();
        let spent = if first < SLOWEST { first } else { (0..3).map(|_| timed()).fold(first, Duration::min) };
        slowest = slowest.max(spent);
    }
    slowest
}

#[test]
fn no_input_brings_a_reader_down() {
    let seed = 20_260_100 + setting("ZHUPI_SEED", 1) as u64;
    let targets = targets();
    let slowest_of_all = std::sync::Mutex::new(Duration::ZERO);
    let next = std::sync::atomic::AtomicUsize::new(0);
    let n_threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(4));
    std::thread::scope(|scope| {
        for _ in 0..n_threads {
            scope.spawn(|| {
                while let Some(target) = targets.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                    let started = Instant::now();
                    let slowest = run(target, count(), seed);
                    println!(
                        "{:<18} {} inputs in {:.1?}, slowest {slowest:.1?}",
                        target.name,
                        count(),
                        started.elapsed()
                    );
                    let mut of_all = slowest_of_all.lock().unwrap();
                    *of_all = slowest.max(*of_all);
                    assert!(slowest < SLOWEST, "{}: {slowest:?}", target.name);
                }
            });
        }
    });
    let fewest = count();
    let slowest = slowest_of_all.lock().unwrap();
    figure(
        "importers",
        fewest,
        0,
        &format!("each of {} readers; slowest input {slowest:.0?}; seed {seed}", targets.len()),
    );
}

#[test]
fn sound_files_of_the_sample_are_read() {
    for target in targets() {
        try_one(&target, &target.sound, true);
        let options = ImportOptions { format: target.format.map(str::to_owned), ..ImportOptions::default() };
        let report = import(target.file, &target.sound, &options);
        assert!(!report.documents.is_empty(), "{}: {:?}", target.name, report.problems);
        if let Some(seeds) = std::env::var_os("ZHUPI_SEEDS") {
            let folder = std::path::Path::new(&seeds).join(target.name);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(target.file), &target.sound).unwrap();
        }
    }
}
