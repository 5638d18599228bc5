//! Matrices that people have: how they are read, what becomes of them, and what is refused.

use std::time::{Duration, Instant};

use prescient::import::{Imported, import};
use prescient::model::choice::Choice;
use prescient::model::json::Progress;
use prescient::model::{Basis, Date, Essay, Reported, Theory};
use prescient::store::{Document, canonical, check, parse};
use proptest::prelude::*;
use proptest::sample::select;

/// The day on which the file was changed.
const DATED: &str = "2026-11-26";

fn try_read(bytes: &[u8]) -> Result<Imported, String> {
    import("my matrix", bytes, &Date::new(DATED)).map_err(|faults| faults.to_string())
}

#[track_caller]
fn read(text: impl AsRef<[u8]>) -> Imported {
    let imported = try_read(text.as_ref()).unwrap_or_else(|faults| panic!("{faults}"));
    check_clean(&imported);
    imported
}

#[track_caller]
fn refused(text: impl AsRef<[u8]>) -> String {
    try_read(text.as_ref()).expect_err("a fault")
}

/// What was imported is without fault, and comes back from its files as it was.
#[track_caller]
fn check_clean(imported: &Imported) {
    let Imported { essay, theories, report } = imported;
    assert_faultless(essay, essay);
    for theory in theories {
        assert_faultless(theory, essay);
    }
    let mut ids: Vec<_> = theories.iter().map(|theory| &theory.id).chain([&essay.id]).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), theories.len() + 1, "each document has an id of its own");
    assert!(report.iter().all(|sentence| sentence.ends_with('.')), "{report:#?}");
}

#[track_caller]
fn assert_faultless<T: Document + PartialEq + std::fmt::Debug>(document: &T, essay: &Essay) {
    let diagnostics = check(document, Some(essay));
    assert_eq!((diagnostics.errors, diagnostics.warnings), (0, 0), "{:#?}", diagnostics.list);
    let loaded = parse::<T>(canonical(document).as_bytes(), Some(essay), &Progress::default());
    assert_eq!(loaded.document.as_ref(), Some(document));
}

/// What a theory expects, in short: `rain+ snow-*2`.
fn expects(theory: &Theory) -> String {
    let each = theory.predictions.iter().map(|prediction| {
        let [expectation] = prediction.expects() else { panic!("one expectation: {prediction:?}") };
        let sign = if expectation.value.word() == "occurs" { '+' } else { '-' };
        let weight = expectation.weight.map(|weight| format!("*{}", weight.0)).unwrap_or_default();
        format!("{}{sign}{weight}", expectation.outcome)
    });
    each.collect::<Vec<_>>().join(" ")
}

/// The outcomes in short: `rain occurred fact 2001`.
fn outcomes(essay: &Essay) -> Vec<String> {
    let each = essay.outcomes.iter().map(|outcome| {
        let when = outcome.when.as_ref().map(|when| format!(" {}", when.text())).unwrap_or_default();
        format!("{} {} {}{when}", outcome.id, outcome.reported, outcome.basis)
    });
    each.collect()
}

#[track_caller]
fn tells(imported: &Imported, part: &str) {
    let report = imported.report.join("\n");
    assert!(report.contains(part), "{part:?} in\n{report}");
}

/// The sheet of one theory with this in its one cell.
fn one_cell(cell: &str) -> String {
    format!("event,Clouds\nRain,{cell}\n")
}

/// The file of an ACH program with one hypothesis and this within its one piece of evidence.
fn one_evidence(fields: &str) -> String {
    format!(
        "<MATRIX><HYPOTHESIS><NAME>Clouds</NAME></HYPOTHESIS><EVIDENCE><NAME>Rain</NAME>{fields}</EVIDENCE></MATRIX>"
    )
}

// Sheets.

#[test]
fn a_plain_sheet_needs_no_heading_but_those_of_the_theories() {
    let imported = read("What happened,Clouds,Wind\nIt rains,C,II\n\"It snows, hard\",,both\n");
    assert_eq!(imported.essay.title, "my matrix");
    assert_eq!(imported.essay.id.as_str(), "my-matrix");
    assert_eq!(
        outcomes(&imported.essay),
        ["it-rains occurred judgement", "it-snows-hard occurred judgement"]
    );
    let theories: Vec<_> =
        imported.theories.iter().map(|theory| (theory.id.as_str(), expects(theory))).collect();
    assert_eq!(
        theories,
        [
            ("clouds", "it-rains+".to_owned()),
            ("wind", "it-rains-*2 it-snows-hard+ it-snows-hard-".to_owned())
        ]
    );
    let predictions = &imported.theories[1].predictions;
    let ids: Vec<_> = predictions.iter().map(|prediction| prediction.id.as_str()).collect();
    assert_eq!(ids, ["not-it-rains", "it-snows-hard", "not-it-snows-hard"]);
    assert_eq!(predictions[0].statement, "It is not so that: It rains");
    assert_eq!(predictions[1].statement, "It snows, hard");
    tells(&imported, "2 outcomes and 2 theories came in, with 4 predictions");
    tells(&imported, "1 cell without an expectation");
    tells(&imported, "doubled for CC, II, ++ or -- (1)");
    tells(&imported, "each counts as occurred");
    tells(&imported, "dated 2026-11-26, since no outcome has a date");
}

#[test]
fn every_word_for_a_stance_is_understood_in_any_case() {
    for (words, expected) in [
        (&["occurs", "Occurs", "C", "c", "+", "'+", "yes", "YES"][..], "rain+"),
        (&["CC", "cc", "++", "'++"], "rain+*2"),
        (&["does-not-occur", "Does not occur", "does_not_occur", "I", "i", "-", "'-", "no"], "rain-"),
        (&["II", "ii", "--", "'--"], "rain-*2"),
        (&["both", "BOTH"], "rain+ rain-"),
        (&["", " ", "N", "n", "NA", "n/a"], ""),
    ] {
        for word in words {
            assert_eq!(expects(&read(one_cell(word)).theories[0]), expected, "{word:?}");
        }
    }
}

#[test]
fn a_cell_that_means_nothing_is_refused_with_its_place_and_what_is_allowed() {
    assert_eq!(
        refused("event,Clouds,Wind\nRain,C,C\nSnow,C,ocurs\nHail,maybe,C\n"),
        "line 3, column 3: found \"ocurs\", expected what the theory expects (occurs, does-not-occur, both, C, CC, I, \
         II, N, NA, yes, no, +, -, ++, -- or nothing); did you mean \"occurs\"?\n\
         line 4, column 2: found \"maybe\", expected what the theory expects (occurs, does-not-occur, both, C, CC, I, \
         II, N, NA, yes, no, +, -, ++, -- or nothing)"
    );
}

/// What the program itself writes of a matrix.
const OWN: &str = "outcome,statement,topic,reported,basis,paragraphs,when,diagnosticity,n,Mackinder,Multipolarity\n\
    crimea-annexed,\"Crimea, annexed\",russia,mostly-not,fact,\"4, 7\",2014-03/2014-04,0.75,4,occurs,does-not-occur\n\
    trade-grows,Trade grows,,pending,attributed,,2030,,1,,both\n\
    no-war,'-No war,Russia,occurred,,3;5,,1,2,does-not-occur,\n";

#[test]
fn what_the_program_itself_writes_is_read_back() {
    let imported = read(OWN);
    assert_eq!(
        outcomes(&imported.essay),
        [
            "crimea-annexed mostly-not fact 2014-03/2014-04",
            "trade-grows pending attributed 2030",
            "no-war occurred judgement"
        ]
    );
    let [crimea, trade, no_war] = &imported.essay.outcomes[..] else { panic!("three outcomes") };
    assert_eq!((crimea.statement.as_str(), crimea.paragraphs()), ("Crimea, annexed", &[4, 7][..]));
    assert_eq!((crimea.topic.as_deref(), trade.topic.as_deref()), (Some("russia"), None));
    assert_eq!((no_war.statement.as_str(), no_war.paragraphs()), ("-No war", &[3, 5][..]));
    assert_eq!(imported.essay.published.text(), "2014-03/2014-04");
    let expected = ["crimea-annexed+ no-war-", "crimea-annexed- trade-grows+ trade-grows-"];
    assert_eq!(imported.theories.iter().map(expects).collect::<Vec<_>>(), expected);
    tells(&imported, "Left out, since they follow from the rest: diagnosticity, n.");
    tells(&imported, "1 outcome without a basis or a credibility");
    tells(&imported, "dated 2014-03/2014-04, the latest date of an outcome that has come out");
}

#[test]
fn separators_marks_encodings_and_line_ends_of_any_spreadsheet_are_read() {
    let expected = read(OWN);
    let semicolons = OWN
        .replace("\"4, 7\"", "4 7")
        .replace("3;5", "3 5")
        .replace("\"Crimea, annexed\"", "Crimea")
        .replace(',', ";");
    let with = |sheet: &str| outcomes(&read(sheet).essay);
    assert_eq!(with(&semicolons), outcomes(&expected.essay));
    assert_eq!(with(&semicolons.replace(';', "\t")), outcomes(&expected.essay));
    assert_eq!(read(format!("\u{feff}{OWN}")), expected);
    assert_eq!(read(OWN.replace('\n', "\r\n")), expected);
    let little: Vec<u8> = utf16(OWN, u16::to_le_bytes);
    assert_eq!(read(little), expected);
    assert_eq!(read(utf16(OWN, u16::to_be_bytes)), expected);
    assert_eq!(read(format!("\n\n{}\n,,,,,,,,,,\n", OWN.trim_end())), expected);
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn a_text_may_have_line_breaks_and_the_lines_behind_it_are_counted() {
    let imported = read("outcome,summary,A\n\"It rains\nand pours\",\"first\nsecond\",C\n");
    assert_eq!(imported.essay.outcomes[0].statement, "It rains and pours");
    assert_eq!(imported.essay.outcomes[0].summary.as_deref(), Some("first\nsecond"));
    assert!(refused("outcome,A\n\"It\nrains\",C\nSnow,x\n").starts_with("line 4, column 2: found \"x\""));
}

#[test]
fn a_sheet_with_faults_is_refused_whole_with_the_place_of_each() {
    let fault = |sheet: &str, part: &str| {
        let told = refused(sheet);
        assert!(told.contains(part), "{part:?} in\n{told}");
    };
    fault("outcome,A\nRain,C,I\n", "line 2, column 3: found 3 cells, expected 2 cells, as in the headings");
    fault("outcome,A\n,C\n", "line 2, column 1: found no outcome");
    fault(
        "outcome,A,A\nRain,C,I\n",
        "line 1, column 3: found \"A\", which column 2 is already, expected each column once",
    );
    fault("outcome,when,When,A\nRain,,,I\n", "line 1, column 3: found \"When\", which column 2 is already");
    fault("id,statement,A\na,Rain,C\na,Snow,C\n", "line 3, column 1: found \"a\" a second time");
    fault(
        "outcome,reported,A\nRain,ocurred,C\n",
        "line 2, column 2: found \"ocurred\", expected how it is reported (occurred, mostly-occurred,",
    );
    fault("outcome,reported,A\nRain,ocurred,C\n", "did you mean \"occurred\"?");
    fault("outcome,basis,A\nRain,facts,C\n", "did you mean \"fact\"?");
    fault("outcome,credibility,A\nRain,good,C\n", "expected a credibility (high, medium, low, or nothing)");
    fault("outcome,paragraphs,A\nRain,0,C\n", "expected numbers of paragraphs from 1");
    fault("outcome,A\n\"Rain,C\n", "line 2, column 1: found a quotation mark that nothing closes");
    fault("outcome,topic\nRain,weather\n", "found no theory, expected at least one");
    fault("outcome,A\n", "found no outcome, expected at least one");
    fault("", "found no theory");
    fault("PK\u{3}\u{4}x", "save the sheet as \"CSV UTF-8\"");
}

#[test]
fn bases_come_from_credibility_where_none_is_stated() {
    let imported =
        read("outcome,basis,credibility,A\na,,HIGH,C\nb,,medium,C\nc,,Low,C\nd,implied,high,C\ne,,,C\n");
    let bases: Vec<_> = imported.essay.outcomes.iter().map(|outcome| outcome.basis.word()).collect();
    assert_eq!(bases, ["fact", "judgement", "attributed", "implied", "judgement"]);
}

#[test]
fn a_sheet_may_call_things_as_ach_programs_do() {
    let imported = read("Evidence,Type,Date,Relevance,A\nRain,Sight,2007,HIGH,I\nSnow,,,low,C\nHail,,,,C\n");
    assert_eq!(outcomes(&imported.essay)[0], "rain occurred judgement 2007");
    assert_eq!(imported.essay.outcomes[0].topic.as_deref(), Some("sight"));
    assert_eq!(expects(&imported.theories[0]), "rain-*2 snow+*0.5 hail+");
    assert!(
        refused("event,relevance,A\nRain,much,C\n")
            .contains("expected a relevance (high, medium, low, or nothing)")
    );
}

#[test]
fn a_heading_that_was_misspelt_is_told_where_its_cells_mean_nothing() {
    let told = refused("event,credibilty,A\nRain,HIGH,C\n");
    assert!(
        told.ends_with("the heading \"credibilty\" is taken for a theory's: did you mean \"credibility\"?"),
        "{told}"
    );
}

#[test]
fn ids_are_made_of_names_each_its_own() {
    let long = "word ".repeat(30);
    let imported = read(format!("outcome,Россия,中国,A b,a-B\nÄ!,C,,,\nÄ!,C,C,,\n{long},C,,,\n{long},,,,\n"));
    let ids: Vec<_> = imported.essay.outcomes.iter().map(|outcome| outcome.id.as_str()).collect();
    let words = ["word"; 13].join("-");
    assert_eq!(ids, ["outcome-1", "outcome-2", &words, &format!("{}-2", &words[..62])]);
    let ids: Vec<_> = imported.theories.iter().map(|theory| theory.id.as_str()).collect();
    assert_eq!(ids, ["theory-1", "theory-2", "a-b", "a-b-2"]);
    let stated = read("id,statement,A\nNo. 1,Rain,C\nno-1,Snow,C\n,no 1,C\n");
    let ids: Vec<_> = stated.essay.outcomes.iter().map(|outcome| outcome.id.as_str()).collect();
    assert_eq!(ids, ["no-1-2", "no-1", "no-1-3"]);
    tells(&stated, "64 of them at most: \"No. 1\" is no-1-2.");
}

#[test]
fn no_theory_has_the_id_of_the_essay() {
    let imported = import("Clouds", one_cell("C").as_bytes(), &Date::new(DATED)).expect("a matrix");
    assert_eq!((imported.essay.id.as_str(), imported.theories[0].id.as_str()), ("clouds", "clouds-2"));
}

#[test]
fn a_long_name_is_shortened_for_the_head_of_its_column() {
    for (name, short) in [
        ("Clouds", "Clouds"),
        ("H1: Iraq will not retaliate against anybody", "H1"),
        ("Iraq will sponsor some minor terrorist actions", "Iraq will sponsor some…"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesel…"),
    ] {
        let imported = read(format!("outcome,{name}\nRain,C\n"));
        let theory = &imported.theories[0];
        assert_eq!((theory.name.as_str(), theory.short_name.as_str()), (name, short));
        assert_eq!((theory.theorist.as_str(), theory.year.as_str()), ("not stated", "2026"));
    }
}

#[test]
fn dates_are_read_if_they_can_mean_but_one_day() {
    for (written, read_as) in [
        ("2007", Some("2007")),
        ("2007-12", Some("2007-12")),
        ("2007-12-31", Some("2007-12-31")),
        ("1990/2007", Some("1990/2007")),
        ("-0431", Some("-0431")),
        ("12/31/2007", Some("2007-12-31")),
        ("31/12/2007", Some("2007-12-31")),
        ("4/4/2007", Some("2007-04-04")),
        ("3.4.2007", Some("2007-04-03")),
        ("2007/4/3", Some("2007-04-03")),
        ("03/04/2007", None),
        ("13/13/2007", None),
        ("31/12/07", None),
        ("last week", None),
        ("2007-02-30", None),
    ] {
        for text in
            [format!("outcome,when,A\nRain,{written},C\n"), one_evidence(&format!("<DATE>{written}</DATE>"))]
        {
            let imported = read(text);
            let rain = &imported.essay.outcomes[0];
            assert_eq!(rain.when.as_ref().map(Date::text), read_as, "{written}");
            assert_eq!(imported.essay.published.text(), read_as.unwrap_or(DATED), "{written}");
            let published = &imported.essay.published;
            assert!(imported.theories[0].predictions.iter().all(|p| p.made == *published), "{written}");
            if read_as.is_none() {
                tells(
                    &imported,
                    &format!("stand in the summary of the outcome instead: rain (\"{written}\")."),
                );
                assert_eq!(rain.summary.as_deref(), Some(&*format!("Date in the matrix: {written}")));
            }
        }
    }
}

// ACH files.

#[test]
fn evidence_and_hypotheses_become_outcomes_and_theories() {
    let imported = read(
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>
        <ACH VERSION=\"2\"><PROJECT-TITLE>Iraq &amp; terror</PROJECT-TITLE><AUTHOR>N. N.</AUTHOR>
        <MATRIX>
          <HYPOTHESES>
            <HYPOTHESIS><NAME>H1: No retaliation</NAME><NOTES>the first</NOTES></HYPOTHESIS>
            <HYPOTHESIS COLOR=\"red\"><NAME>Minor actions</NAME></HYPOTHESIS>
            <HYPOTHESIS><NAME>Major attack</NAME></HYPOTHESIS>
          </HYPOTHESES>
          <EVIDENCE>
            <NAME>Saddam&#39;s statement
                  of intent</NAME><NOTES>On <![CDATA[<television>]]></NOTES><TYPE>Inference</TYPE>
            <DATE>1993-06-26</DATE><CREDIBILITY>HIGH</CREDIBILITY><VALUES>C,II,N</VALUES>
          </EVIDENCE>
          <EVIDENCE NAME=\"Absence of offensives\" TYPE=\"Assumption\" CREDIBILITY=\"low\" RELEVANCE=\"HIGH\" VALUES=\"CC, I, NA\"/>
          <EVIDENCE><DETAILS><NAME>Third</NAME><RELEVANCE>LOW</RELEVANCE></DETAILS><VALUES>I,,maybe,C</VALUES>
            <COMMENT>why</COMMENT><COMMENT>else</COMMENT></EVIDENCE>
        </MATRIX></ACH>",
    );
    assert_eq!((imported.essay.title.as_str(), imported.essay.id.as_str()), ("Iraq & terror", "iraq-terror"));
    assert_eq!(
        outcomes(&imported.essay),
        [
            "saddam-s-statement-of-intent occurred fact 1993-06-26",
            "absence-of-offensives occurred attributed",
            "third occurred judgement"
        ]
    );
    let first = &imported.essay.outcomes[0];
    assert_eq!(first.statement, "Saddam's statement of intent");
    assert_eq!(
        (first.summary.as_deref(), first.topic.as_deref()),
        (Some("On <television>"), Some("inference"))
    );
    assert_eq!(imported.essay.topic_label("assumption"), "Assumption");
    let expected = [
        "saddam-s-statement-of-intent+ absence-of-offensives+*4 third-*0.5",
        "saddam-s-statement-of-intent-*2 absence-of-offensives-*2",
        "",
    ];
    assert_eq!(imported.theories.iter().map(expects).collect::<Vec<_>>(), expected);
    assert_eq!(imported.theories[0].short_name, "H1: No retaliation");
    assert_eq!(imported.theories[0].summary.as_deref(), Some("the first"));
    tells(&imported, "AUTHOR (1), EVIDENCE/COMMENT (2), HYPOTHESIS/COLOR (1), VERSION (1)");
    tells(&imported, "the value \"maybe\" (1), values beyond the last hypothesis (1)");
    tells(
        &imported,
        "doubled for CC, II, ++ or -- (2), doubled for high relevance (2), halved for low relevance (1)",
    );
    tells(&imported, "3 cells without an expectation");
}

#[test]
fn what_ach_files_leave_out_is_told() {
    let imported = read(
        "<MATRIX><HYPOTHESIS>A</HYPOTHESIS><HYPOTHESIS/><EVIDENCE/><EVIDENCE><VALUES>C</VALUES></EVIDENCE>\
         <EVIDENCE><NAME>b</NAME><CREDIBILITY>certain</CREDIBILITY><RELEVANCE>vital</RELEVANCE>\
         <VALUES><VALUE>C</VALUE><VALUE/></VALUES></EVIDENCE></MATRIX>",
    );
    assert_eq!(
        imported.theories.iter().map(|theory| &*theory.name).collect::<Vec<_>>(),
        ["A", "Hypothesis 2"]
    );
    assert_eq!(imported.theories.iter().map(expects).collect::<Vec<_>>(), ["evidence-1+ b+", ""]);
    tells(&imported, "Fewer values than hypotheses: so it is with 1 of the pieces of evidence.");
    tells(&imported, "Hypothesis 2 has no name in the file");
    tells(&imported, "Evidence 1 has no name in the file");
    tells(&imported, "the credibility \"certain\" (1), the relevance \"vital\" (1)");
}

#[test]
fn an_ach_file_is_read_packed_or_not_in_any_unicode() {
    let xml = one_evidence("<VALUES>II</VALUES>");
    let expected = read(&xml);
    assert_eq!(expects(&expected.theories[0]), "rain-*2");
    for encoded in [
        xml.clone().into_bytes(),
        format!("\u{feff}\n{xml}").into_bytes(),
        utf16(&xml, u16::to_le_bytes),
        utf16(&xml, u16::to_be_bytes),
        utf16(&xml, u16::to_le_bytes)[2..].to_vec(),
        utf16(&xml, u16::to_be_bytes)[2..].to_vec(),
    ] {
        assert_eq!(read(packed(&encoded)), expected);
        assert_eq!(read(encoded), expected);
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_packed_file_in_several_pieces_is_read_whole() {
    let packed = [packed(b"outcome,A\nRain,C\n"), packed(b"Snow,I\n")].concat();
    assert_eq!(read(packed).essay.outcomes.len(), 2);
}

#[test]
fn what_a_what_if_left_and_what_is_said_twice_is_told_and_a_theory_may_be_called_n() {
    let imported =
        read("outcome,reported,basis,credibility,essay_reported,N\nRain,mixed,fact,low,occurred,C\n");
    tells(&imported, "credibility, where a basis stands beside it (1), essay_reported (1)");
    assert_eq!(imported.theories[0].short_name, "N");
    let exported = read("outcome,diagnosticity,n,A\nRain,,1,C\n");
    tells(&exported, "Left out, since they follow from the rest: diagnosticity, n.");
    assert_eq!(exported.theories.len(), 1);
    let first = read("N,outcome,A\nC,Rain,I\n");
    assert_eq!((first.theories.len(), first.theories[0].short_name.as_str()), (2, "N"));
}

#[test]
fn the_outcomes_of_a_sheet_may_be_called_evidence() {
    let imported = read("id,Evidence,A\nrain,It rains,C\n");
    assert_eq!((imported.essay.outcomes[0].id.as_str(), imported.theories.len()), ("rain", 1));
}

#[test]
fn a_comment_may_have_as_many_signs_as_it_likes() {
    let comment = format!("<!-- {} -->", "=".repeat(200));
    let xml = format!(
        "<m>{comment}<HYPOTHESIS>h</HYPOTHESIS><EVIDENCE><NAME>e</NAME><VALUES>C</VALUES></EVIDENCE></m>"
    );
    assert_eq!(read(xml.as_bytes()).theories.len(), 1);
}

// Hostile files.

/// Refuses a file in less than a second, whatever the machine does meanwhile.
#[track_caller]
fn refused_at_once(bytes: &[u8], part: &str) {
    let begun = Instant::now();
    let told = refused(bytes);
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(1), "{part}: {took:?}");
    assert!(told.contains(part), "{part:?} in\n{told}");
    assert!(told.len() < 500, "{told}");
}

#[test]
fn hostile_xml_is_refused_at_once() {
    let doctype = "<!DOCTYPE m [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    refused_at_once(
        format!("<?xml version=\"1.0\"?>\n{doctype}<m>&b;</m>").as_bytes(),
        "found a document type",
    );
    refused_at_once(b"<!-- x --><!DOCTYPE m SYSTEM \"file:///etc/passwd\"><m/>", "found a document type");
    refused_at_once(b"<!DOCTYPE m><m/>", "found a document type");
    refused_at_once(one_evidence("<!DOCTYPE m>").as_bytes(), "XML that is damaged");
    refused_at_once(one_evidence("&xxe;").as_bytes(), "XML that is damaged");
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    refused_at_once(deep.as_bytes(), "nest more than 64 deep");
    refused_at_once("<a>".repeat(100_000).as_bytes(), "XML that is damaged");
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"\"")).collect();
    refused_at_once(format!("<m{attributes}/>").as_bytes(), "a great many attributes");
    let namespaces: String = (0..10_000).map(|n| format!("<a xmlns:n{n}=\"u{n}\">")).collect();
    refused_at_once(namespaces.as_bytes(), "a great many namespaces");
    refused_at_once("<a/>".repeat(1_000_000).as_bytes(), "XML that is damaged");
    refused_at_once(
        format!("<m>{}</m>", "<a/>".repeat(1_100_000)).as_bytes(),
        "more elements than a matrix has",
    );
    refused_at_once(format!("<{}", "é\u{7}".repeat(100_000)).as_bytes(), "XML that is damaged");
    let name = "n".repeat(3_000);
    refused_at_once(one_evidence("").replace("Rain", &name).as_bytes(), "a name of 3000 bytes");
}

#[test]
fn bombs_and_broken_packages_are_refused_at_once() {
    let bomb = packed(&vec![b' '; 64 << 20]);
    assert!(bomb.len() < 100_000);
    refused_at_once(&bomb, "found a file with more text than a matrix has");
    let good = packed(one_evidence("").as_bytes());
    refused_at_once(&good[..good.len() / 2], "a packed file that is damaged or cut short");
    refused_at_once(&good[..3], "a packed file that is damaged or cut short");
    refused_at_once(&packed(&good), "bytes that are not UTF-8");
    let utf16 = utf16(&one_evidence(""), u16::to_le_bytes);
    refused_at_once(&utf16[..utf16.len() - 1], "UTF-16 that is damaged or cut short");
    refused_at_once(&[0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00], "UTF-16 that is damaged or cut short");
    refused_at_once(b"event,A\nRain,C\0\n", "found no text");
    refused_at_once(b"event,A\nR\xe9gime,C\n", "line 2: found bytes that are not UTF-8");
}

#[test]
fn a_matrix_that_nobody_fills_in_is_refused_at_once() {
    let columns: String = (0..1_001).map(|n| format!(",t{n}")).collect();
    refused_at_once(
        format!("event{columns}\nRain{}\n", ",C".repeat(1_001)).as_bytes(),
        "more than 1000 theories",
    );
    refused_at_once("Rain\n".repeat(10_002).as_bytes(), "more than 10000 outcomes");
    let many = 8 << 20;
    refused_at_once(",".repeat(many / 4).as_bytes(), "no theory");
    for headings in
        [format!("x{}", ",".repeat(many)), format!("\n{}", "a,".repeat(many)), "\"\nx\",".repeat(many / 4)]
    {
        refused_at_once(&packed(headings.as_bytes()), "more than 1000 theories");
    }
    let evidence = format!(
        "<EVIDENCE><NAME>{}</NAME><VALUES>{}</VALUES></EVIDENCE>",
        "n".repeat(1_900),
        "C,".repeat(999)
    );
    let hypotheses = "<HYPOTHESIS>h</HYPOTHESIS>".repeat(1_000);
    refused_at_once(
        format!("<m>{hypotheses}{}</m>", evidence.repeat(40)).as_bytes(),
        "predictions that are too large in all",
    );
}

// Laws.

/// A cell, and how often what stands in it expects something.
fn cell() -> impl Strategy<Value = (&'static str, usize)> {
    select(vec![("", 0), ("occurs", 1), ("does-not-occur", 1), ("both", 2), ("CC", 1), ("--", 1), ("N", 0)])
}

/// A name of anything, for a quoted cell; none is blank.
fn name() -> impl Strategy<Value = String> {
    "[a-zäЖ中\"'=+,;\t -]{0,12}[a-z中]"
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), kind in 0..4) {
        let head: &[u8] = [&b""[..], b"\x1f\x8b\x08", b"<m>", b"\xff\xfe"][usize::try_from(kind).unwrap()];
        let _ = try_read(&[head, &bytes].concat());
    }

    #[test]
    fn no_signs_make_it_panic(text in "[<>/=\"'!\\[\\]&;,\t\nA-Z \u{0}-]{0,80}") {
        for text in [text.clone(), one_evidence(&text), one_cell(&text), format!("<EVIDENCE {text}/>")] {
            if let Ok(imported) = try_read(text.as_bytes()) {
                check_clean(&imported);
            }
        }
    }

    #[test]
    fn a_file_cut_short_never_makes_it_panic(end in 0_usize..600) {
        let packed = packed(one_evidence("<VALUES>C</VALUES>").as_bytes());
        let _ = try_read(&packed[..end.min(packed.len())]);
        let _ = try_read(&OWN.as_bytes()[..end.min(OWN.len())]);
    }

    #[test]
    fn any_matrix_becomes_documents_without_fault_with_each_cell_in_them(
        columns in proptest::collection::hash_set(name(), 1..5),
        rows in proptest::collection::vec(
            (name(), select(Reported::WORDS), select(Basis::WORDS), proptest::collection::vec(cell(), 4)), 1..8,
        ),
        title in "[a-z中 ]{0,70}",
    ) {
        let heads: Vec<String> = columns.iter().map(|name| quoted(&format!("theory {name}"))).collect();
        prop_assume!(heads.len() == heads.iter().map(|head| head.split_whitespace().collect::<String>()).collect::<std::collections::HashSet<_>>().len());
        let mut sheet = format!("event,reported,basis,{}\n", heads.join(","));
        for (statement, reported, basis, cells) in &rows {
            let cells: Vec<&str> = cells.iter().take(heads.len()).map(|(text, _)| *text).collect();
            sheet.push_str(&format!("{},{reported},{basis},{}\n", quoted(statement), cells.join(",")));
        }
        let imported = import(&title, sheet.as_bytes(), &Date::new(DATED)).unwrap();
        check_clean(&imported);
        let expected: usize = rows.iter().flat_map(|row| row.3.iter().take(heads.len())).map(|(_, n)| n).sum();
        prop_assert_eq!(imported.theories.iter().map(|theory| theory.predictions.len()).sum::<usize>(), expected);
        prop_assert_eq!(imported.essay.outcomes.len(), rows.len());
        prop_assert_eq!(import(&title, sheet.as_bytes(), &Date::new(DATED)).unwrap(), imported);
    }
}
