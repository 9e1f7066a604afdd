//! Made-up collections of any size, for measuring: the same number gives the same collection.
//!
//! Their words are invented; how many there are, how often and how long, and how long the texts are,
//! is as counted in 4,066 reasons of three Wahl-O-Mat elections (149,927 words): the frequencies by
//! rank in [`FREQUENCIES`], the lengths of words in [`LENGTHS`] and of texts in [`TEXTS`], and the
//! number of different words by Heaps' law with the constants that fit them.

use serde_json::json;
use standpoint::corpus::Stance;
use standpoint::corpus::written::{
    ActorFile, ArgumentFile, CorpusFile, LabelFile, PlaceFile, PropositionFile, SourceFile, StatementFile,
};

/// How often the word of a rank occurs, as counted; between these it falls by a power.
const FREQUENCIES: [(f64, f64); 9] = [
    (1.0, 0.0438),
    (2.0, 0.0330),
    (5.0, 0.0147),
    (10.0, 0.0116),
    (30.0, 0.003_94),
    (100.0, 0.001_02),
    (300.0, 0.000_387),
    (1_000.0, 0.000_120),
    (3_000.0, 0.000_033_3),
];
/// By which power it falls beyond: the exponent that goes with the growth of the vocabulary.
const TAIL: f64 = 1.57;
/// Different words in a collection of so many: 8.4 times their number to the power of 0.638.
const HEAPS: (f64, f64) = (8.4, 0.638);
/// Letters of a word, by its rank.
const LENGTHS: [(usize, usize); 5] = [(10, 3), (100, 5), (1_000, 8), (10_000, 11), (usize::MAX, 12)];
/// Words of a text: the share of texts that are not longer.
const TEXTS: [(f64, f64); 7] =
    [(0.0, 1.0), (0.05, 6.0), (0.25, 19.0), (0.5, 37.0), (0.75, 56.0), (0.95, 68.0), (1.0, 84.0)];
/// Mean words of a text, of these.
const MEAN: f64 = 36.9;

/// An election has so many theses and parties; the archive's 71 have 36 and 17 on average.
const THESES: usize = 36;
const PARTIES: usize = 17;
/// Parties that stand for election anywhere, for each election.
const NAMES: usize = 4;

/// Numbers by chance (SplitMix64, Steele 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, number: usize) -> usize {
        (self.share() * number as f64) as usize
    }
}

/// Between the points of a table, straight.
fn along(table: &[(f64, f64)], at: f64) -> f64 {
    let after = table.partition_point(|&(x, _)| x < at).clamp(1, table.len() - 1);
    let ((x, y), (to_x, to_y)) = (table[after - 1], table[after]);
    y + (to_y - y) * (at - x) / (to_x - x)
}

/// The words of a collection.
struct Words {
    words: Vec<String>,
    /// The share of all words that are of this rank or before.
    shares: Vec<f64>,
}

impl Words {
    fn new(statements: usize) -> Self {
        let number = (HEAPS.0 * (statements as f64 * MEAN).powf(HEAPS.1)) as usize;
        let logs = FREQUENCIES.map(|(rank, often): (f64, f64)| (rank.ln(), often.ln()));
        let (last_rank, last) = FREQUENCIES[FREQUENCIES.len() - 1];
        let often = |rank: f64| {
            if rank < last_rank {
                along(&logs, rank.ln()).exp()
            } else {
                last * (rank / last_rank).powf(-TAIL)
            }
        };
        let mut sum = 0.0;
        let mut shares: Vec<f64> = Vec::with_capacity(number);
        for rank in 1..=number {
            sum += often(rank as f64);
            shares.push(sum);
        }
        shares.iter_mut().for_each(|share| *share /= sum);
        Words { words: (0..number).map(word).collect(), shares }
    }

    fn any(&self, chance: &mut Chance) -> &str {
        let at = chance.share();
        let rank = self.shares.partition_point(|&share| share < at);
        &self.words[rank.min(self.words.len() - 1)]
    }

    fn sentence(&self, chance: &mut Chance, number: usize) -> String {
        let mut text = String::new();
        for at in 0..number {
            let word = self.any(chance);
            if at > 0 {
                text.push(' ');
                text.push_str(word);
            } else {
                let mut letters = word.chars();
                text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                text.push_str(letters.as_str());
            }
        }
        text.push('.');
        text
    }
}

/// The word of a rank: its number in syllables, as long as words of that rank are.
fn word(rank: usize) -> String {
    const BEGINNINGS: [&str; 16] =
        ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "w", "sch", "st"];
    const VOWELS: [&str; 8] = ["e", "a", "i", "u", "o", "ei", "ie", "ü"];
    let wanted = LENGTHS.iter().find(|(last, _)| rank < *last).map_or(12, |&(_, letters)| letters);
    // Mixed, so that words that are alike are not equally frequent.
    let mut left = (rank as u64).wrapping_mul(0x9e37_79b9) & 0xff_ffff;
    let mut text = String::new();
    while left > 0 || text.len() + 2 < wanted || text.is_empty() {
        text.push_str(BEGINNINGS[(left % 16) as usize]);
        text.push_str(VOWELS[(left / 16 % 8) as usize]);
        left /= 128;
    }
    text
}

/// A collection of at least this many statements, whole elections.
pub fn sample(statements: usize) -> CorpusFile {
    let elections = statements.div_ceil(THESES * PARTIES);
    let words = Words::new(statements);
    let mut chance = Chance(20_261_122);
    let parties = PARTIES.max(NAMES * elections);
    let mut file: CorpusFile = serde_json::from_value(frame()).expect("the written form of a corpus");
    let label =
        |id: String, label: String| LabelFile { id, label, rule: String::new(), extra: Default::default() };
    for party in 0..parties {
        file.codebook.actors.push(ActorFile {
            id: format!("party-{party}"),
            label: words.sentence(&mut chance, 2).trim_end_matches('.').to_owned(),
            kind: "party".into(),
            extra: Default::default(),
        });
    }
    let mut left = statements;
    for election in 0..elections {
        let year = 2002 + election % 24;
        let date = format!("{year}-{:02}-{:02}", 1 + election % 12, 1 + election % 28);
        file.codebook
            .issues
            .push(label(format!("election-{election}"), format!("Election {election}, {year}")));
        for thesis in 0..THESES {
            file.codebook.propositions.push(PropositionFile {
                id: format!("thesis-{election}-{thesis}"),
                issue: format!("election-{election}"),
                text: words.sentence(&mut chance, 11),
                extra: Default::default(),
            });
        }
        for place in 0..PARTIES {
            // Some parties stand everywhere, others once.
            let party = if place < 6 { place } else { 6 + (election * 7 + place * 13) % (parties - 6) };
            let arguments = (0..THESES.min(left)).map(|thesis| {
                let number = along(&TEXTS, chance.share()) as usize;
                argument(
                    election,
                    place,
                    thesis,
                    &date,
                    words.sentence(&mut chance, number.max(1)),
                    &mut chance,
                )
            });
            let arguments: Vec<ArgumentFile> = arguments.collect();
            left -= arguments.len();
            if arguments.is_empty() {
                continue;
            }
            let id = format!("answer-{election}-{place}");
            let mut source: SourceFile = serde_json::from_value(json!({
                "id": id, "short": format!("Party {party} {year}"), "date": date,
                "author": format!("party-{party}"), "record": {"id": id, "type": "dataset"}, "arguments": [],
            }))
            .expect("the written form of a source");
            source.arguments = arguments;
            file.sources.push(source);
        }
    }
    file
}

fn argument(
    election: usize,
    place: usize,
    thesis: usize,
    date: &str,
    claim: String,
    chance: &mut Chance,
) -> ArgumentFile {
    // As in the whole archive: 21,219 agree, 17,070 disagree, 5,325 are neutral.
    let value = match chance.below(43_614) {
        0..21_219 => Stance::Affirms,
        21_219..38_289 => Stance::Rejects,
        _ => Stance::Ambivalent,
    };
    ArgumentFile {
        id: format!("s-{election}-{place}-{thesis}"),
        claim,
        place: PlaceFile { block: thesis as u32 + 1, sentences: [1, 1], extra: Default::default() },
        anchor: Default::default(),
        role: "statement".into(),
        holder: None,
        stances: vec![StatementFile {
            proposition: format!("thesis-{election}-{thesis}"),
            value,
            extra: Default::default(),
        }],
        certainty: "asserted".into(),
        about: Vec::new(),
        evidence: Vec::new(),
        time: Some(date.to_owned()),
        extra: Default::default(),
    }
}

/// A corpus without anything said.
fn frame() -> serde_json::Value {
    json!({
        "format": "standpoint/1", "id": "sample", "title": "A made-up collection",
        "question": "What do these made-up parties say?", "language": "de", "version": "1", "licence": "CC0-1.0",
        "codebook": {
            "stances": [
                {"value": 2, "id": "affirms", "label": "affirms"},
                {"value": 1, "id": "affirms-qualified", "label": "affirms with reservations"},
                {"value": 0, "id": "ambivalent", "label": "is torn"},
                {"value": -1, "id": "rejects-qualified", "label": "rejects with reservations"},
                {"value": -2, "id": "rejects", "label": "rejects"}],
            "issues": [], "propositions": [], "actors": [],
            "roles": [{"id": "statement", "label": "statement"}],
            "certainties": [{"id": "asserted", "label": "asserted"}]},
    })
}
