//! Citations of a CSL-JSON record: plain text, BibTeX, CSL-JSON; and which addresses are opened.

use super::written::{Csl, CslDate, CslName};

/// Whether an address is of a kind that the page opens: http, https, mailto.
pub fn opens(address: &str) -> bool {
    let lower = address.trim_start().to_ascii_lowercase();
    address == address.trim()
        && !address.chars().any(|letter| letter.is_control() || letter.is_whitespace())
        && ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

/// A name with the family name first, so that nobody has to guess which part that is.
fn name(name: &CslName) -> String {
    match (&name.literal, &name.given, &name.family) {
        (Some(literal), _, _) => literal.clone(),
        (None, Some(given), Some(family)) => format!("{family}, {given}"),
        (None, given, family) => family.as_ref().or(given.as_ref()).cloned().unwrap_or_default(),
    }
}

/// The authors, or an empty text.
pub fn authors(record: &Csl) -> String {
    record.author.iter().map(name).collect::<Vec<_>>().join("; ")
}

/// The address of a passage on the publisher's page: the record's, with the passage's first and
/// last words as a text fragment (WICG *Scroll to Text Fragment*). None if the record has no
/// address that may be opened or the passage no words.
pub fn passage(record: &Csl, start: &str, end: &str) -> Option<String> {
    let url = record.url.as_ref().filter(|url| opens(url) && !start.is_empty())?;
    let encoded = |text: &str| -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._~".contains(&byte);
        let encode =
            |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
        text.bytes().map(encode).collect()
    };
    let sign = if url.contains('#') { "" } else { "#" };
    Some(format!("{url}{sign}:~:text={},{}", encoded(start), encoded(end)))
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date as it is read: "4 January 2024"; "n.d." if there is none.
pub fn date(date: Option<&CslDate>) -> String {
    let Some(date) = date else { return "n.d.".into() };
    if let Some(literal) = &date.literal {
        return literal.clone();
    }
    let parts = date.date_parts.first().map_or(&[][..], Vec::as_slice);
    let month = |month: u16| MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("");
    match *parts {
        [year] => year.to_string(),
        [year, at] => format!("{} {year}", month(at)),
        [year, at, day, ..] => format!("{day} {} {year}", month(at)),
        [] => "n.d.".into(),
    }
}

/// One reference as plain text.
pub fn plain(record: &Csl) -> String {
    let authors = authors(record);
    let mut parts = vec![format!(
        "{} ({})",
        if authors.is_empty() { "Unknown author" } else { &authors },
        date(record.issued.as_ref())
    )];
    parts.push(match &record.title {
        Some(title) => format!("“{title}”"),
        None => "[Untitled]".into(),
    });
    parts.extend(record.container_title.clone());
    parts.extend(record.collection_title.as_ref().map(|series| match &record.number {
        Some(number) => format!("{series} {number}"),
        None => series.clone(),
    }));
    let volume = match (&record.volume, &record.issue) {
        (Some(volume), Some(issue)) => Some(format!("{volume}({issue})")),
        (volume, issue) => volume.as_ref().or(issue.as_ref()).cloned(),
    };
    parts.extend(volume);
    parts.extend(record.page.as_ref().map(|page| format!("pp. {page}")));
    let place = |publisher: &String| match &record.publisher_place {
        Some(place) => format!("{place}: {publisher}"),
        None => publisher.clone(),
    };
    parts.extend(record.publisher.as_ref().map(place));
    let mut text = parts.join(". ");
    text.push('.');
    if let Some(url) = &record.url {
        text.push_str(&format!(" {url}"));
    }
    if let Some(accessed) = &record.accessed {
        text.push_str(&format!(" (accessed {})", date(Some(accessed))));
    }
    text.replace("?”.", "?”").replace("..", ".")
}

/// One reference as short as a card needs it: title, container, date.
pub fn short(record: &Csl) -> String {
    let Some(title) = &record.title else { return plain(record) };
    let date = date(record.issued.as_ref());
    match &record.container_title {
        Some(container) => format!("{title}, {container}, {date}"),
        None => format!("{title}, {date}"),
    }
}

/// A text with what BibTeX would take as markup written out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' | '%' | '&' | '#' | '$' | '_' => out.extend(['\\', letter]),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\n' | '\r' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// One reference as a BibTeX entry.
pub fn bibtex(record: &Csl) -> String {
    let kind = match record.kind.as_str() {
        "report" => "techreport",
        "article-journal" | "article-magazine" | "article-newspaper" => "article",
        "book" => "book",
        "chapter" => "incollection",
        _ => "misc",
    };
    let authors: Vec<String> = record
        .author
        .iter()
        .map(|author| match (&author.family, &author.given, &author.literal) {
            (Some(family), Some(given), None) => format!("{}, {}", escaped(family), escaped(given)),
            // Braces keep an institution's name whole.
            _ => format!("{{{}}}", escaped(&name(author))),
        })
        .collect();
    let parts = record.issued.as_ref().and_then(|date| date.date_parts.first());
    let container = if kind == "article" { "journal" } else { "howpublished" };
    let publisher = if kind == "techreport" { "institution" } else { "publisher" };
    let literal = record.issued.as_ref().and_then(|date| date.literal.clone());
    let fields = [
        ("author", Some(authors.join(" and ")).filter(|names| !names.is_empty())),
        ("title", record.title.clone()),
        ("year", parts.and_then(|parts| parts.first()).map(u16::to_string).or(literal)),
        ("month", parts.and_then(|parts| parts.get(1)).map(u16::to_string)),
        (container, record.container_title.clone()),
        (publisher, record.publisher.clone()),
        ("address", record.publisher_place.clone()),
        ("series", record.collection_title.clone()),
        ("volume", record.volume.clone()),
        ("number", record.issue.as_ref().or(record.number.as_ref()).cloned()),
        ("pages", record.page.clone()),
        ("isbn", record.isbn.clone()),
        ("doi", record.doi.clone()),
        ("url", record.url.clone()),
        ("urldate", record.accessed.as_ref().map(iso).filter(|date| !date.is_empty())),
        ("note", record.note.clone()),
    ];
    let mut entry = format!("@{kind}{{{},\n", record.id);
    for (field, value) in fields {
        if let Some(value) = value {
            // Names are escaped already; an address is taken as it is.
            let value = if ["author", "url"].contains(&field) { value } else { escaped(&value) };
            entry.push_str(&format!("  {field} = {{{value}}},\n"));
        }
    }
    entry.push('}');
    entry
}

/// A date as YYYY-MM-DD, as far as it goes.
fn iso(date: &CslDate) -> String {
    let parts = date.date_parts.first().map_or(&[][..], Vec::as_slice);
    parts.iter().map(|part| format!("{part:02}")).collect::<Vec<_>>().join("-")
}

/// A text as JSON has it (RFC 8259).
fn json(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out + "\""
}

/// A name or date in CSL-JSON.
fn object(fields: &[(&str, Option<String>)]) -> String {
    let fields = fields.iter().filter_map(|(name, value)| Some(format!("\"{name}\": {}", value.as_ref()?)));
    format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
}

/// One reference as a CSL-JSON list of one item, with the fields that [`Csl`] has. Written by hand:
/// what serde needs for it is a hundredth of the page.
pub fn csl_json(record: &Csl) -> String {
    let text = |text: &Option<String>| text.as_deref().map(json);
    let name = |name: &CslName| {
        object(&[
            ("family", text(&name.family)),
            ("given", text(&name.given)),
            ("literal", text(&name.literal)),
        ])
    };
    let date = |date: &CslDate| {
        let parts = (!date.date_parts.is_empty()).then(|| format!("{:?}", date.date_parts));
        object(&[("date-parts", parts), ("literal", text(&date.literal))])
    };
    let authors: Vec<String> = record.author.iter().map(name).collect();
    let fields = [
        ("id", Some(json(&record.id))),
        ("type", Some(json(&record.kind))),
        ("title", text(&record.title)),
        ("author", (!authors.is_empty()).then(|| format!("[{}]", authors.join(", ")))),
        ("issued", record.issued.as_ref().map(date)),
        ("accessed", record.accessed.as_ref().map(date)),
        ("container-title", text(&record.container_title)),
        ("publisher", text(&record.publisher)),
        ("collection-title", text(&record.collection_title)),
        ("number", text(&record.number)),
        ("URL", text(&record.url)),
        ("note", text(&record.note)),
        ("publisher-place", text(&record.publisher_place)),
        ("volume", text(&record.volume)),
        ("issue", text(&record.issue)),
        ("page", text(&record.page)),
        ("ISBN", text(&record.isbn)),
        ("DOI", text(&record.doi)),
    ];
    let lines =
        fields.iter().filter_map(|(name, value)| Some(format!("    \"{name}\": {}", value.as_ref()?)));
    format!("[\n  {{\n{}\n  }}\n]", lines.collect::<Vec<_>>().join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Csl {
        serde_json::from_value(serde_json::json!({
            "id": "bee-2024", "type": "report", "title": "Rivers & roads: 50% of {what}?",
            "author": [{"family": "Bee", "given": "Ann"}, {"literal": "Institute of Water"}],
            "issued": {"date-parts": [[2024, 1, 4]]}, "publisher": "Water Press",
            "collection-title": "Brief", "number": "7", "URL": "https://example.org/a_b",
            "accessed": {"date-parts": [[2024, 11, 26]]}, "DOI": "10.1/x",
            "publisher-place": "Delft", "volume": "3", "issue": "2", "page": "5-9", "medium": "paper"
        }))
        .expect("a record")
    }

    #[test]
    fn one_record_three_forms() {
        assert_eq!(
            plain(&record()),
            "Bee, Ann; Institute of Water (4 January 2024). “Rivers & roads: 50% of {what}?” Brief 7. 3(2). pp. 5-9. Delft: Water Press. https://example.org/a_b (accessed 26 November 2024)"
        );
        let bibtex = bibtex(&record());
        for line in [
            "@techreport{bee-2024,",
            "  author = {Bee, Ann and {Institute of Water}},",
            "  title = {Rivers \\& roads: 50\\% of \\{what\\}?},",
            "  year = {2024},",
            "  url = {https://example.org/a_b},",
            "  urldate = {2024-11-26},",
            "  address = {Delft},",
            "  number = {2},",
            "  doi = {10.1/x},",
        ] {
            assert!(bibtex.contains(line), "{line} in {bibtex}");
        }
        let known = Csl { note: Some("a \"b\" \\ c\n\u{1}".into()), extra: Default::default(), ..record() };
        let back: Vec<Csl> = serde_json::from_str(&csl_json(&known)).expect("JSON");
        assert_eq!(back, [known], "CSL-JSON keeps every field that a citation has");
    }

    #[test]
    fn an_empty_record_says_that_nothing_is_known() {
        let record = Csl { id: "x".into(), ..Csl::default() };
        assert_eq!(plain(&record), "Unknown author (n.d.). [Untitled].");
    }

    #[test]
    fn a_passage_has_an_address_where_its_page_has_one() {
        let address = passage(&record(), "The so-called", "end, here");
        assert_eq!(
            address.as_deref(),
            Some("https://example.org/a_b#:~:text=The%20so%2Dcalled,end%2C%20here")
        );
        assert_eq!(passage(&Csl::default(), "a", "b"), None);
    }

    #[test]
    fn only_addresses_that_lead_to_a_page_or_a_letter_open() {
        for good in ["https://a.org", "HTTP://a.org/x", "mailto:a@b.org"] {
            assert!(opens(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " https://a.org",
            "data:text/html,x",
            "https://a b",
            "//a.org",
            "java\nscript:x",
            "",
        ] {
            assert!(!opens(bad), "{bad}");
        }
    }
}
