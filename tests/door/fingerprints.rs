//! A fingerprint is the same for the same data, and another for others.

use sha2::Digest;
use standpoint::door::Fingerprint;

use super::*;

fn of(files: Vec<Brought>) -> Fingerprint {
    let reader = Reader::brings(files);
    match reader.next {
        Next::Ready(ready) => ready.fingerprint,
        Next::Ask(_) => reader.opened().fingerprint,
    }
}

fn table_as(choices: &[(&str, &str)]) -> Fingerprint {
    let mut reader = Reader::table(TOWN);
    reader.choose(choices);
    reader.opened().fingerprint
}

#[test]
fn it_is_written_and_read() {
    let fingerprint = of(vec![file("parties.csv", TOWN)]);
    let text = fingerprint.to_string();
    assert_eq!(text, format!("{}.parties.csv", fingerprint.hash()));
    assert_eq!(text.parse(), Ok(fingerprint));
    assert!("9f86d081884c7d65.Parteien am Fluß.csv".parse::<Fingerprint>().is_ok());
    for nonsense in [
        "",
        ".",
        "9f86d081884c7d65",
        "9f86d081884c7d65.",
        "9f86d081884c7d6.x",
        "9f86d081884c7d655.x",
        "9F86D081884C7D65.x",
        "9f86d081884c7d6g.x",
        "9f86d081884c7d65. x",
        "9f86d081884c7d65.a\nb",
        "ä9f86d081884c7d.x",
        &format!("9f86d081884c7d65.{}", "x".repeat(61)),
    ] {
        assert!(nonsense.parse::<Fingerprint>().is_err(), "{nonsense:?}");
    }
}

/// As SHA-256 is computed elsewhere: links that are kept somewhere name it. Each part is hashed with
/// its length in eight bytes before it: name, bytes, and for a table nothing and the mapping.
#[test]
fn it_stays_what_it_was() {
    assert_eq!(
        of(vec![file("t.csv", TOWN)]).to_string(),
        format!("{}.t.csv", hash(&["t.csv", TOWN, "", HOW]))
    );
    // Computed once with another program.
    assert_eq!(hash(&["t.csv", TOWN, "", HOW]), "b9014d2655a867b9");
    let text = tea().to_string();
    let own = of(vec![file("tea.standpoint.json", &text)]);
    assert_eq!(own.hash(), hash(&["tea.standpoint.json", &text]));
}

/// How the table is read, as it is hashed.
const HOW: &str = r#"{"delimiter":";","quote":"\"","header":true,"columns":[["proposition",1],["stance",2],["holder",0],["claim",3],["date",4]],"stances":[]}"#;

fn hash(texts: &[&str]) -> String {
    let part = |text: &&str| [&(text.len() as u64).to_le_bytes()[..], text.as_bytes()].concat();
    let parts: Vec<u8> = texts.iter().flat_map(part).collect();
    sha2::Sha256::digest(parts).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn names_are_cut_between_letters() {
    let long = format!("{}.csv", "ä日".repeat(40));
    let fingerprint = of(vec![file(&long, TOWN)]);
    assert_eq!(fingerprint.name(), "ä日".repeat(30));
    assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
    let fingerprint = of(vec![file("a/b/\u{7}t\r\n.csv", TOWN)]);
    assert_eq!(fingerprint.name(), "t.csv");
}

#[test]
fn it_tells_data_and_readings_apart() {
    let one = table_as(&[]);
    assert_eq!(table_as(&[]), one);
    assert_eq!(of(vec![file("t.csv", format!("\u{feff}{TOWN}"))]), one, "a mark of the byte order");
    assert_eq!(of(vec![file("t.csv.gz", gzip(TOWN.as_bytes()))]), one);
    assert_eq!(of(vec![file("z.zip", zip(&[("in/t.csv", TOWN.as_bytes())]))]), one);
    assert_eq!(table_as(&[("claim", "none"), ("claim", "3")]), one, "the same in the end");
    let others = [
        of(vec![file("u.csv", TOWN)]),
        of(vec![file("t.csv", TOWN.replace("duften", "düften"))]),
        table_as(&[("claim", "none")]),
        table_as(&[("source", "0")]),
        table_as(&[("means-0", "rejects")]),
    ];
    for (at, other) in others.iter().enumerate() {
        assert_ne!(other.hash(), one.hash(), "{at}");
        assert!(others[..at].iter().all(|before| before.hash() != other.hash()), "{at}");
    }
    let own = |text: &str| of(vec![file("tea.standpoint.json", text)]);
    let text = tea().to_string();
    assert_eq!(own(&text), own(&text));
    assert_ne!(own(&text), own(&format!("{text} ")));
}
