//! Files as other tools write them, in the forms that users meet.

use zhupi::formats::anchor::Unit;
use zhupi::formats::{ImportOptions, ImportReport, import};

const TEXT: &str = "到2027年，𠮷水镇产值增长6%以上（市工信局牵头）。";

fn read(name: &str, content: &str) -> ImportReport {
    import(name, content.as_bytes(), &ImportOptions::default())
}

/// The marks of the first document in words.
fn marks(report: &ImportReport) -> Vec<String> {
    let Some(document) = report.documents.first() else { return vec![format!("{:?}", report.problems)] };
    let words = |mark: &zhupi::annotate::Mark| {
        let words: Vec<_> = mark.spans.iter().map(|&span| document.text.slice(span)).collect();
        let attrs: String = mark.attrs.iter().map(|(name, attr)| format!(" {name}={}", attr.value)).collect();
        format!("{} {}{attrs}", mark.label, words.join("+"))
    };
    document.marks.iter().map(words).collect()
}

#[test]
fn doccano_in_all_its_forms() {
    let expected = ["LOC 𠮷水镇", "DEPT 市工信局"];
    for (rest, n_relations) in [
        (r#""label":[[7,11,"LOC"],[20,24,"DEPT"]]"#, 0),
        (r#""labels":[[7,11,"LOC"],[20,24,"DEPT"]],"meta":{}"#, 0),
        (r#""entities":[[7,11,"LOC"],[20,24,"DEPT"]],"cats":["方案"]"#, 0),
        (
            r#""annotations":[{"label":"LOC","start_offset":7,"end_offset":11,"user":1},{"label":"DEPT","start_offset":20,"end_offset":24}]"#,
            0,
        ),
        (
            concat!(
                r#""entities":[{"id":5,"label":"LOC","start_offset":7,"end_offset":11},{"id":9,"label":"DEPT","start_offset":20,"end_offset":24}],"#,
                r#""relations":[{"id":1,"from_id":9,"to_id":5,"type":"LEAD"},{"id":2,"from_id":9,"to_id":77,"type":"LEAD"}]"#
            ),
            1,
        ),
    ] {
        let report = read("all.jsonl", &format!("{{\"id\":3,\"text\":\"{TEXT}\",{rest},\"Comments\":[]}}\n"));
        assert_eq!(report.format, "doccano", "{rest}");
        assert_eq!(marks(&report), expected);
        assert_eq!(report.documents[0].relations.len(), n_relations);
        assert_eq!(report.documents[0].name, "3");
    }
}

#[test]
fn label_studio_full_and_flat() {
    let full = format!(
        concat!(
            r#"[{{"id":1,"data":{{"text":"{}","doc_id":"demo"}},"annotations":[{{"id":9,"was_cancelled":true,"result":[]}},{{"id":101,"was_cancelled":false,"result":["#,
            r#"{{"id":"a","from_name":"label","to_name":"text","type":"labels","value":{{"start":14,"end":18,"text":"6%以上","labels":["QTY"]}}}},"#,
            r#"{{"id":"a","from_name":"comparator","to_name":"text","type":"choices","value":{{"start":14,"end":18,"choices":["ge"]}}}},"#,
            r#"{{"id":"a","from_name":"amount","to_name":"text","type":"number","value":{{"start":14,"end":18,"number":6}}}},"#,
            r#"{{"id":"b","from_name":"label","to_name":"text","type":"labels","value":{{"start":19,"end":23,"labels":["DEPT"]}}}},"#,
            r#"{{"id":"d","from_name":"doctype","to_name":"text","type":"choices","value":{{"choices":["方案"]}}}},"#,
            r#"{{"from_id":"b","to_id":"a","type":"relation","direction":"right","labels":["LEAD"]}}]}}],"predictions":[]}}]"#
        ),
        TEXT
    );
    let report = read("export.json", &full);
    assert_eq!(report.format, "label-studio");
    assert_eq!(marks(&report), ["QTY 6%以上 amount=6 comparator=ge", "DEPT 市工信局"]);
    let document = &report.documents[0];
    assert_eq!((document.relations.len(), document.labels.len(), document.name.as_str()), (1, 1, "demo"));
    let flat = format!(r#"[{{"id":1,"text":"{TEXT}","label":[{{"start":7,"end":10,"text":"x","labels":["LOC"]}}]}}]"#);
    assert_eq!(marks(&read("min.json", &flat)), ["LOC 𠮷水镇"]);
}

#[test]
fn tags_by_character_of_every_scheme() {
    for (content, expected, n_repairs) in [
        ("市 B-A\n局 I-A\n、 O\n县 B-B\n", vec!["A 市局", "B 县"], 0),
        ("市 I-A\n局 I-A\n县 B-A\n局 I-A\n", vec!["A 市局", "A 县局"], 0),
        ("市 B-A\n局 E-A\n县 S-A\n", vec!["A 市局", "A 县"], 0),
        ("市\tB-A\n局\tM-A\n长\tE-A\n", vec!["A 市局长"], 0),
        ("市 B-A\n局 L-A\n县 U-A\n", vec!["A 市局", "A 县"], 0),
        ("市 -X- _ B-A\n局 -X- _ I-A\n\n县 -X- _ O\n", vec!["A 市局"], 0),
        ("市 B-A\n局 O\n县 I-A\n局 I-B\n", vec!["A 市", "A 县", "B 局"], 2),
    ] {
        let report = read("x.bio", content);
        assert_eq!(report.format, "bio", "{content}");
        assert_eq!(marks(&report), expected);
        let repairs = report.problems.iter().filter(|it| it.kind.code() == "content.repaired").count();
        assert_eq!(repairs, usize::from(n_repairs > 0), "{content}");
    }
    let clause = "-DOCSTART- -X- O\n\n到二〇二七年全市各县区产值增长百分之六 -X- _ B-X\n% -X- _ I-X\n";
    let report = read("x.conll", clause);
    assert!(report.is_refused());
    assert_eq!(report.problems[0].kind.code(), "format.other");
    assert_eq!(read("x.txt", "市 B-A\n一行没有标记的文字\n").format, "plain");
}

#[test]
fn spacy_prodigy_hugging_face_and_the_rest() {
    for (content, format, expected) in [
        (format!(r#"["{TEXT}",{{"entities":[[7,10,"LOC"]]}}]"#), "spacy", vec!["LOC 𠮷水镇"]),
        (format!(r#"[["{TEXT}",{{"entities":[[7,10,"LOC"]]}}]]"#), "spacy", vec!["LOC 𠮷水镇"]),
        (
            format!(
                r#"{{"text":"{TEXT}","_input_hash":1,"_task_hash":2,"spans":[{{"start":7,"end":10,"token_end":9,"label":"LOC"}}],"answer":"accept"}}"#
            ),
            "prodigy",
            vec!["LOC 𠮷水镇"],
        ),
        (r#"{"tokens":["市","局"],"ner_tags":["B-ORG","I-ORG"]}"#.to_owned(), "huggingface", vec!["ORG 市局"]),
        (
            format!(
                r#"{{"text":"{TEXT}","denotations":[{{"id":"T1","span":{{"begin":7,"end":11}},"obj":"LOC"}}],"attributes":[{{"id":"A1","subj":"T1","pred":"value","obj":0.06}}]}}"#
            ),
            "pubannotation",
            vec!["LOC 𠮷水镇 value=0.06"],
        ),
        (format!(r#"{{"text":"{TEXT}","label":{{"loc":{{"𠮷水镇":[[7,9]]}}}}}}"#), "cluener", vec!["loc 𠮷水镇"]),
        (
            format!(
                r#"{{"content":"{TEXT}","result_list":[{{"text":"市工信局","start":19,"end":23}}],"prompt":"责任部门"}}"#
            ),
            "uie",
            vec!["DEPT 市工信局"],
        ),
    ] {
        let report = read("x.jsonl", &content);
        assert_eq!(
            (report.format, marks(&report)),
            (format, expected.iter().map(ToString::to_string).collect()),
            "{content}"
        );
    }
}

#[test]
fn a_single_cas_in_either_form() {
    let xmi = concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\">",
        "<cas:NULL xmi:id=\"0\"/><t:Token xmi:id=\"4\" sofa=\"1\" begin=\"0\" end=\"2\"/>",
        "<n:NamedEntity xmi:id=\"15\" sofa=\"1\" begin=\"0\" end=\"4\" value=\"LOC\"/>",
        "<c:PolicySpan xmi:id=\"17\" sofa=\"1\" begin=\"5\" end=\"7\" label=\"DEPT\" norm=\"市工信局\"/>",
        "<c:PolicyRel xmi:id=\"18\" sofa=\"1\" begin=\"0\" end=\"4\" Governor=\"17\" Dependent=\"15\" label=\"LEAD\"/>",
        "<cas:Sofa xmi:id=\"1\" sofaID=\"_InitialView\" sofaString=\"𠮷水镇由市局负责&#10;。\"/></xmi:XMI>"
    );
    let json = concat!(
        r#"{"%TYPES":{},"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"𠮷水镇由市局负责\n。"},"#,
        r#"{"%ID":15,"%TYPE":"x.NamedEntity","@sofa":1,"begin":0,"end":4,"value":"LOC"},"#,
        r#"{"%ID":17,"%TYPE":"webanno.custom.PolicySpan","@sofa":1,"begin":5,"end":7,"label":"DEPT","norm":"市工信局"},"#,
        r#"{"%ID":18,"%TYPE":"x.PolicyRel","begin":0,"end":4,"@Governor":17,"@Dependent":15,"label":"LEAD"}],"%VIEWS":{}}"#
    );
    for (name, content, format) in [("a.xmi", xmi, "uima-xmi-file"), ("a.json", json, "uima-json-file")] {
        let report = read(name, content);
        assert_eq!(report.format, format);
        assert_eq!(marks(&report), ["LOC 𠮷水镇", "DEPT 市局 norm=市工信局"], "{:?}", report.problems);
        assert_eq!(report.documents[0].relations.len(), 1);
        assert_eq!(report.documents[0].text.as_str(), "𠮷水镇由市局负责\n。");
    }
}

/// Files that serve INCEpTION's own layer and a custom one have every entity twice.
#[test]
fn an_entity_that_is_in_two_layers_is_one_mark() {
    let of = |entities: &str| {
        format!(
            "<xmi:XMI xmlns:xmi=\"x\" xmlns:n=\"n\" xmlns:c=\"c\"><c:Sofa xmi:id=\"1\" sofaString=\"市局县局\"/>{entities}\
             <c:Span xmi:id=\"9\" begin=\"0\" end=\"2\" label=\"LOC\" norm=\"x\"/></xmi:XMI>"
        )
    };
    let entity = |end: u32, label: &str| {
        format!("<n:NamedEntity xmi:id=\"{end}\" begin=\"0\" end=\"{end}\" value=\"{label}\"/>")
    };
    let relation = "<c:Rel Governor=\"2\" Dependent=\"9\" label=\"by\"/>";
    for (entities, expected) in [
        (entity(2, "LOC"), &["LOC 市局 norm=x"][..]),
        (entity(2, "ORG"), &["ORG 市局", "LOC 市局 norm=x"]),
        (entity(4, "LOC"), &["LOC 市局县局", "LOC 市局 norm=x"]),
        (entity(2, "LOC") + relation, &["LOC 市局", "LOC 市局 norm=x"]),
    ] {
        let mut found = marks(&read("a.xmi", &of(&entities)));
        let mut expected: Vec<String> = expected.iter().map(|&mark| mark.to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{entities}");
    }
}

#[test]
fn brat_with_all_its_lines() {
    let text = "市发展改革委、工信局牵头";
    let standoff = concat!(
        "T1\tDEPT 0 6\t市发展改革委\nT2\tDEPT 0 1;7 10\t市 工信局\nT3\tDEPT 0 99\tx\nT4\tDEPT 0 2\t市局\n",
        "R1\tLEAD Arg1:T1 Arg2:T2\nA1\tSure T1\nM2\tcmp T2 ge\nN1\tReference T1 ORG:33\t名\n#1\tAnnotatorNotes T2\t看一下\n",
        "E1\tX:T1 Role:T2\n*\tEquiv T1 T2\n"
    );
    let files = [("d/a.txt", text), ("d/a.ann", standoff), ("lonely.ann", "")];
    let files = files.map(|(name, content)| (name.to_owned(), content.into())).into();
    let report = import("b.zip", &zhupi::formats::archive::pack(files).unwrap(), &ImportOptions::default());
    assert_eq!(marks(&report), ["DEPT 市发展改革委 Reference=ORG:33 Sure=true", "DEPT 市+工信局 cmp=ge", "DEPT 市发"]);
    let document = &report.documents[0];
    assert_eq!((document.name.as_str(), document.relations.len(), document.marks[1].note.as_str()), ("a", 1, "看一下"));
    let told: Vec<_> =
        report.problems.iter().map(|it| (it.file.as_str(), it.line.unwrap_or(0), it.kind.code())).collect();
    let expected = [(10, "record.bad"), (11, "record.bad"), (3, "span.outside"), (4, "span.quote")];
    let expected = expected.map(|(line, code)| ("b.zip/d/a.ann", line, code)).into_iter();
    assert_eq!(told, expected.chain([("b.zip/lonely.ann", 0, "record.bad")]).collect::<Vec<_>>());
}

#[test]
fn offsets_that_cannot_be_are_named_and_units_are_never_guessed_without_need() {
    // Half of a surrogate pair shows that the offsets are no UTF-16; all of them fit as code points.
    let line = format!(r#"{{"text":"{TEXT}","label":[[7,8,"LOC"],[8,10,"LOC"]]}}"#);
    let report = read("a.jsonl", &line);
    assert_eq!(marks(&report), ["LOC 𠮷", "LOC 水镇"]);
    assert_eq!(report.problems.iter().map(|it| it.kind.code()).collect::<Vec<_>>(), ["offset.unit"]);
    // Without such a proof the format's own unit holds, and the person is asked.
    let line = format!(r#"{{"text":"{TEXT}","label":[[7,11,"LOC"]]}}"#);
    let report = read("a.jsonl", &line);
    assert_eq!(report.problems.iter().map(|it| it.kind.code()).collect::<Vec<_>>(), ["offset.assumed"]);
    assert_eq!((marks(&report), report.asks_unit), (vec!["LOC 𠮷水镇".to_owned()], Some(Unit::Utf16)));
    let options = ImportOptions { unit: Some(Unit::CodePoint), ..ImportOptions::default() };
    let report = import("a.jsonl", line.as_bytes(), &options);
    assert_eq!((marks(&report), report.asks_unit, report.problems.len()), (vec!["LOC 𠮷水镇产".to_owned()], None, 0));
    // Nothing is asked where units do not differ: before the first rare character, in texts without any, with quotes.
    for line in [
        format!(r#"{{"text":"{TEXT}","label":[[1,6,"TIME"]]}}"#),
        r#"{"text":"到2027年","label":[[1,6,"TIME"]]}"#.to_owned(),
        format!(r#"{{"text":"{TEXT}","spans":[{{"start":7,"end":10,"label":"LOC","text":"𠮷水镇"}}]}}"#),
    ] {
        assert_eq!(read("a.jsonl", &line).asks_unit, None, "{line}");
    }
}
