//! The progress is told from beginning to end, and whoever hears it can cancel at any time.

use standpoint::opening::{Kind, Stage, election, kind};

use super::*;

/// What a piece of work tells, and how it ends when it is cancelled at each telling.
fn check<T: std::fmt::Debug>(
    mut work: impl FnMut(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> Result<T, OpenError>,
) -> usize {
    let mut told: Vec<Progress> = Vec::new();
    work(&mut |progress| {
        told.push(progress);
        ControlFlow::Continue(())
    })
    .expect("it is sound");
    assert!(told.windows(2).all(|pair| pair[0].share <= pair[1].share), "{told:?}");
    assert_eq!(told.last().map(|progress| progress.share), Some(1.0));
    assert!(told.iter().all(|progress| (0.0..=1.0).contains(&progress.share)));
    for stop in 0..told.len() {
        let mut heard = 0;
        let ended = work(&mut |_| {
            heard += 1;
            if heard > stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(matches!(ended, Err(OpenError::Cancelled)), "cancelled at {stop}");
        assert_eq!(heard, stop + 1, "it is told no more");
    }
    told.len()
}

#[test]
fn unpacking_is_told_and_can_be_cancelled() {
    let zeros = vec![b' '; 3_000_000];
    let files = vec![
        file("a.zip", zip(&[("a", &zeros), ("b", &zeros)])),
        file("b.gz", gzip(&zeros)),
        file("c", &zeros),
    ];
    let times = check(|tell| {
        let mut stages = |progress: Progress| {
            assert_eq!(progress.stage, Stage::Unpacking);
            tell(progress)
        };
        unpack(files.clone(), &Limits::default(), &mut stages)
    });
    assert!(times >= 30, "a bomb that is one file must be told of too: {times}");
}

#[test]
fn reading_is_told_and_can_be_cancelled() {
    let rows: String =
        (0..30_000).map(|at| format!("Owls,Trees {}.,yes,Because of number {at}.\n", at % 50)).collect();
    let table_file = file("t.csv", format!("party,thesis,position,reason\n{rows}"));
    let text = table::decode(&table_file).expect("text");
    let mapping = table::guess(&text).mapping;
    let times = check(|tell| table::read(&text, &mapping, tell));
    assert!(times >= 8, "{times}");
    check(|tell| table::values(&text, &mapping, tell));

    let opinions: Vec<String> = (0..4_000)
        .map(|at| format!("{{\"party\":{},\"statement\":{},\"answer\":0,\"comment\":0}}", at / 40, at % 40))
        .collect();
    let ids = |number: usize, rest: &str| {
        let rows: Vec<String> = (0..number).map(|id| format!("{{\"id\":{id},{rest}}}")).collect();
        format!("[{}]", rows.join(",")).replace('#', "P")
    };
    let parties: Vec<String> = (0..100).map(|id| format!("{{\"id\":{id},\"name\":\"P{id}\"}}")).collect();
    let files = [
        file("party.json", format!("[{}]", parties.join(","))),
        file("statement.json", ids(40, "\"text\":\"Trees.\"")),
        file("answer.json", ids(1, "\"message\":\"Neutral\"")),
        file("comment.json", ids(1, &format!("\"text\":\"{}\"", "long ".repeat(100)))),
        file("opinion.json", format!("[{}]", opinions.join(","))),
    ];
    let Ok(Kind::Elections(folders)) = kind(&files) else { panic!("an election") };
    let times = check(|tell| election::read(&files, &folders, tell));
    assert!(times >= 8, "{times}");
}
