//! Who changed position.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use standpoint::corpus::written::CorpusFile;
use standpoint::link::Table;
use standpoint::markup::{Element, Node};
use standpoint::matrix::Axis;

use crate::common::painted::{all, attr, figure, is_of, large, texts};
use crate::common::{Drawn, Said, corpora, said};
use crate::{is_report, label, paint, view, whole, window};

/// Who holds what is said: somebody of whom it is reported, the author, or the source for an unknown one.
fn speaker<'a>(said: &Said<'a>) -> &'a str {
    let of_source = said.card.source.author.as_ref().unwrap_or(&said.card.source.id);
    said.card.row.holder.as_ref().unwrap_or(of_source)
}

/// Propositions of few words, so that some are alike.
fn reworded(mut file: CorpusFile, texts: &[Vec<usize>]) -> CorpusFile {
    const WORDS: [&str; 7] = ["tax", "road", "bridge", "school", "should", "be", "built"];
    for (row, text) in file.codebook.propositions.iter_mut().zip(texts) {
        row.text = text.iter().map(|&word| WORDS[word]).collect::<Vec<_>>().join(" ");
    }
    file
}

fn articles(nodes: &[Node]) -> Vec<&Element> {
    all(nodes, &|element| is_of(element, "change"))
}

/// The two stances of a drawn change as numbers, before and after.
fn values(article: &Element) -> [i8; 2] {
    let stances = all(&article.children, &|element| is_of(element, "stance"));
    [0, 1].map(|at| {
        let label = texts(&stances[at].children, &|element| element.tag == "b").concat();
        let steps = ["no", "rather-no", "torn", "rather-yes", "yes"];
        steps.iter().position(|step| *step == label).expect("a step") as i8 - 2
    })
}

fn steps(article: &Element) -> i8 {
    let [before, after] = values(article);
    (after - before).abs()
}

fn crosses(article: &Element) -> bool {
    let [before, after] = values(article);
    before.signum() == -after.signum() && after != 0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Who moved, and from where to where, is what is found by looking through all that was said.
    #[test]
    fn changes_are_what_is_found_by_looking_through_all(
        Drawn(file) in corpora(),
        wordings in proptest::collection::vec(proptest::collection::vec(0..7_usize, 1..6), 8),
        rows in 0..8_usize,
        size in 0..5_usize,
        is_one_author in any::<bool>(),
    ) {
        let mut file = reworded(file, &wordings);
        if is_one_author {
            // Who writes several sources speaks for himself in each.
            let author = file.codebook.actors.first().map(|actor| actor.id.clone());
            file.sources.iter_mut().for_each(|source| source.author.clone_from(&author));
        }
        let library = large(&file);
        let alike = library.index().alike();
        let at = |name: &str| library.corpus.propositions.find(name).expect("a proposition").index();
        let likeness = |one: &str, other: &str| match one == other {
            true => Some(1.0),
            false => alike[at(one)].iter().find(|(place, _)| *place as usize == at(other)).map(|(_, alike)| *alike),
        };
        let step = |value: i8| ["no", "rather-no", "torn", "rather-yes", "yes"][usize::try_from(value + 2).expect("a step")];
        let view = view(Table::Changes, Axis::Sources);
        let nodes = whole(&library, &view);
        let drawn: BTreeMap<&str, &Element> =
            articles(&nodes).into_iter().map(|article| (article.key.as_str(), article)).collect();
        let everything = said(&file);
        let (mut later, mut listed) = (0, BTreeSet::new());
        for after in &everything {
            let Some((proposition, value)) = after.stance else { continue };
            let date = after.card.source.date.as_str();
            let earlier: Vec<(&str, f32, &str, i8)> = everything
                .iter()
                .filter(|before| speaker(before) == speaker(after))
                .filter(|before| !before.card.source.date.is_empty() && before.card.source.date.as_str() < date)
                .filter_map(|before| {
                    let (other, its) = before.stance?;
                    Some((before.card.source.date.as_str(), likeness(proposition, other)?, before.card.row.claim.as_str(), its))
                })
                .collect();
            let Some(best) = earlier
                .iter()
                .map(|(date, likeness, ..)| (*date, *likeness))
                .max_by(|a, b| a.partial_cmp(b).expect("numbers"))
            else { continue };
            later += 1;
            // Of several that rank the same any will do.
            let candidates: Vec<_> = earlier.iter().filter(|(date, likeness, ..)| (*date, *likeness) == best).collect();
            let key = format!("{} {proposition}", after.card.row.id);
            let Some((&key, article)) = drawn.get_key_value(key.as_str()) else {
                prop_assert!(candidates.iter().any(|(.., its)| *its == value), "{} is missing", key);
                continue;
            };
            listed.insert(key);
            let claims = texts(&article.children, &|element| is_of(element, "claim"));
            let stances: Vec<String> = all(&article.children, &|element| is_of(element, "stance"))
                .into_iter()
                .flat_map(|stance| texts(&stance.children, &|element| element.tag == "b"))
                .collect();
            prop_assert_eq!((claims[1].as_str(), stances[1].as_str()), (after.card.row.claim.as_str(), step(value)));
            let before = candidates.iter().find(|(_, _, claim, its)| {
                (claims[0].as_str(), stances[0].as_str()) == (*claim, step(*its)) && *its != value
            });
            prop_assert!(before.is_some(), "{:?} of {:?}", (&claims, &stances), candidates);
            let named = texts(&article.children, &|element| is_of(element, "from"));
            prop_assert_eq!(&named[0], &label(&file, speaker(after)));
            // What two sources report need not be a change of what is held.
            let is_doubtful = texts(&article.children, &|element| is_of(element, "sub")).concat().contains("Two sources");
            let befores = everything.iter().filter(|before| {
                speaker(before) == speaker(after)
                    && before.card.source.date.as_str() == best.0
                    && before.card.row.claim == claims[0]
            });
            let doubts: Vec<bool> = befores.map(|before| is_report(before) || is_report(after)).collect();
            prop_assert!(doubts.contains(&is_doubtful), "{}: {:?}", is_doubtful, doubts);
            // Both wordings stand there where they differ.
            let questions = texts(&article.children, &|element| is_of(element, "question"));
            let tags = texts(&article.children, &|element| is_of(element, "tag")).concat();
            prop_assert_eq!(questions.len() == 2, tags.contains("likeness"));
            prop_assert_eq!(questions.last(), file.codebook.propositions.iter().find(|row| row.id == proposition).map(|row| &row.text));
        }
        prop_assert_eq!(listed.len(), drawn.len(), "nothing else is listed");
        let steps: Vec<i8> = articles(&nodes).into_iter().map(steps).collect();
        prop_assert!(steps.is_sorted_by(|a, b| a >= b), "{:?}", steps);
        let crossed = articles(&nodes).into_iter().filter(|article| crosses(article)).count();
        let how = texts(&nodes, &|element| is_of(element, "how"));
        let noun = if later == 1 { "statement" } else { "statements" };
        let counted = format!(
            "{later} later {noun} on the same or a similar proposition; {} changed, of these {crossed} from one side to the other.",
            drawn.len(),
        );
        prop_assert_eq!(how, if later > 0 { vec![counted] } else { vec![] });

        // A window has just its part of the list.
        let part = paint(&library, &view, rows..rows + size, 0..1);
        let whole: Vec<&Element> = articles(&nodes);
        let some = window(&(rows..rows + size), whole.len());
        prop_assert_eq!(articles(&part), whole[some.clone()].to_vec());
        for (at, article) in some.clone().zip(articles(&part)) {
            prop_assert_eq!((figure(article, "aria-posinset"), figure(article, "aria-setsize")), (at + 1, whole.len()));
        }
        if let Some(feed) = all(&part, &|element| attr(element, "role") == Some("feed")).first() {
            let parts = (figure(feed, "data-from"), figure(feed, "data-to"), figure(feed, "data-lines"));
            prop_assert_eq!(parts, (some.start, some.end, whole.len()));
        }
    }
}
