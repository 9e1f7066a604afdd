//! Words with which people name the columns of a table.

/// What a column can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Source,
    Holder,
    Proposition,
    Issue,
    Stance,
    Claim,
    Date,
}

impl Part {
    pub const ALL: [Part; 7] =
        [Part::Stance, Part::Proposition, Part::Claim, Part::Holder, Part::Source, Part::Issue, Part::Date];

    /// What such columns are called in English and German, the plainest first.
    fn names(self) -> &'static [&'static str] {
        match self {
            Part::Source => &[
                "source",
                "quelle",
                "document",
                "dokument",
                "publication",
                "text source",
                "article",
                "artikel",
                "programm",
                "programme",
                "program",
                "manifesto",
                "report",
                "outlet",
                "medium",
                "url",
                "link",
                "fundstelle",
                "origin",
            ],
            Part::Holder => &[
                "holder",
                "party",
                "partei",
                "actor",
                "akteur",
                "parties",
                "parteien",
                "speaker",
                "sprecher",
                "sprecherin",
                "redner",
                "person",
                "organisation",
                "organization",
                "institution",
                "respondent",
                "befragte",
                "befragter",
                "author",
                "autor",
                "autorin",
                "who",
                "wer",
                "fraktion",
                "group",
                "gruppe",
                "name",
                "country",
                "land",
                "state",
                "staat",
                "kandidat",
                "kandidatin",
                "candidate",
                "member",
            ],
            Part::Proposition => &[
                "proposition",
                "thesis",
                "these",
                "thesen",
                "statement",
                "aussage",
                "claim text",
                "question",
                "frage",
                "motion",
                "antrag",
                "item",
                "forderung",
                "demand",
                "proposal",
                "vorschlag",
                "behauptung",
                "assertion",
                "satz",
            ],
            Part::Issue => &[
                "issue",
                "topic",
                "thema",
                "category",
                "kategorie",
                "theme",
                "subject",
                "themenfeld",
                "politikfeld",
                "field",
                "area",
                "bereich",
                "rubrik",
                "section",
                "domain",
                "gebiet",
            ],
            Part::Stance => &[
                "stance",
                "position",
                "answer",
                "antwort",
                "haltung",
                "vote",
                "stimme",
                "votum",
                "agreement",
                "zustimmung",
                "response",
                "reaktion",
                "opinion",
                "meinung",
                "code",
                "score",
                "wert",
                "value",
                "rating",
                "bewertung",
                "standpunkt",
                "einstellung",
            ],
            Part::Claim => &[
                "claim",
                "reason",
                "begründung",
                "begruendung",
                "comment",
                "kommentar",
                "argument",
                "justification",
                "explanation",
                "erklärung",
                "erklaerung",
                "rationale",
                "grund",
                "quote",
                "zitat",
                "text",
                "note",
                "notes",
                "notiz",
                "anmerkung",
                "bemerkung",
                "reasoning",
            ],
            Part::Date => &[
                "date",
                "datum",
                "year",
                "jahr",
                "time",
                "zeit",
                "day",
                "tag",
                "published",
                "veröffentlicht",
                "timestamp",
                "zeitpunkt",
                "when",
                "wann",
                "erschienen",
                "issued",
                "month",
                "monat",
            ],
        }
    }

    /// How well a column's name names this: 0 for not at all. The whole name counts more than a
    /// word of it, a plain word more than a rare one.
    pub fn named_by(self, name: &str) -> u32 {
        let name = plain_name(name);
        let rank = |at: usize| (50 - at.min(49)) as u32;
        let names = || self.names().iter().enumerate();
        if let Some((at, _)) = names().find(|(_, known)| **known == name) {
            return 1000 + rank(at);
        }
        // "Position der Partei" is a position: the word that comes first.
        let words: Vec<&str> = name.split(' ').collect();
        let found = names().filter_map(|(at, known)| {
            let place = words.iter().position(|word| is_word(word, known))?;
            Some(500 - 100 * place.min(4) as u32 + rank(at))
        });
        if let Some(best) = found.max() {
            return best;
        }
        // "Parteiname", "Veröffentlichungsdatum": the last part of a German word is what it is.
        let inside = names().filter(|(_, known)| known.len() > 3);
        let inside = inside.filter_map(|(at, known)| match name.ends_with(known) {
            true => Some(60 + rank(at)),
            false => name.starts_with(known).then_some(rank(at)),
        });
        inside.max().unwrap_or(0)
    }
}

/// A word, also in the plural.
fn is_word(word: &str, known: &str) -> bool {
    word == known || word.strip_suffix('s') == Some(known) || word.strip_suffix('n') == Some(known)
}

/// A column's name in lower case, with single spaces for all that is no letter.
fn plain_name(name: &str) -> String {
    let mut plain = String::new();
    let mut before = ' ';
    for letter in name.chars() {
        // "heldBy": a capital begins a word.
        if letter.is_uppercase() && before.is_lowercase() {
            plain.push(' ');
        }
        before = letter;
        if letter.is_alphanumeric() {
            plain.extend(letter.to_lowercase());
        } else {
            plain.push(' ');
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
