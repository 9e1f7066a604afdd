//! Every cell of the matrix against an independent count.

use serde::Deserialize;
use serde_json::Value;

use super::counts::{Choice, Counts, once, text};
use super::helpers::{Visit, visit};

/// A cell as it stands on the page.
#[derive(Debug, Deserialize, PartialEq)]
struct Shown {
    row: String,
    column: String,
    number: String,
    classes: Vec<String>,
    label: String,
}

const CELLS: &str = "
    return [...document.querySelectorAll('table.matrix tbody td[data-row]')].map(cell => ({
        row: cell.dataset.row,
        column: cell.dataset.column,
        number: cell.querySelector('.number')?.textContent ?? '',
        classes: [...cell.querySelector('.mark').classList].sort(),
        label: cell.querySelector('.hidden').textContent,
    }))";

/// One axis: the facet it counts by, its lines' names, and what they are called.
struct Axis<'a> {
    facet: &'a str,
    names: Vec<String>,
    label: &'a dyn Fn(&str) -> String,
}

fn label_in(rows: &[Value], name: &str, field: &str) -> Option<String> {
    rows.iter().find(|row| text(row, "id") == name).map(|row| text(row, field).to_owned())
}

fn expected(counts: &Counts, rows: &Axis, columns: &Axis, choice: Choice) -> Vec<Shown> {
    let mut all = Vec::new();
    for row in &rows.names {
        for column in &columns.names {
            let cell = counts.cell((rows.facet, row), (columns.facet, column), choice);
            let number = cell.arguments().len();
            all.push(Shown {
                row: row.clone(),
                column: column.clone(),
                number: if number == 0 { String::new() } else { number.to_string() },
                classes: cell.classes().into_iter().map(str::to_owned).collect(),
                label: cell.sentence(&(columns.label)(column), counts),
            });
        }
    }
    all
}

async fn assert_cells(reader: &Visit, expected: Vec<Shown>) {
    let shown: Vec<Shown> = reader.ask(CELLS, Value::Null).await;
    assert_eq!(shown.len(), expected.len(), "the number of cells");
    for (shown, expected) in shown.iter().zip(&expected) {
        assert_eq!(shown, expected, "the cell {} × {}", expected.row, expected.column);
    }
}

#[test]
fn the_default_matrix_is_right_cell_by_cell() {
    visit("", async |reader| {
        let counts = Counts::new();
        reader.wait_for("table.matrix td[data-row]").await;
        // By issue, as the codebook groups them.
        let issues = counts.names("issues");
        let of_issue = |issue: &String| {
            let all = counts.book("propositions").iter();
            all.filter(|row| text(row, "issue") == issue)
                .map(|row| text(row, "id").to_owned())
                .collect::<Vec<_>>()
        };
        let propositions = issues.iter().flat_map(of_issue).collect();
        let rows = Axis { facet: "proposition", names: propositions, label: &|name| name.to_owned() };
        let label = |name: &str| label_in(&counts.sources, name, "short").expect("a source");
        let columns = Axis { facet: "source", names: counts.source_names(), label: &label };
        let groups = reader.attributes("table.matrix [data-fold]", "data-fold").await;
        assert_eq!(groups, issues, "the groups of rows");
        let heads = reader.attributes("table.matrix thead [data-column]", "data-column").await;
        assert_eq!(heads, counts.source_names(), "the sources, oldest first");
        assert_cells(reader, expected(&counts, &rows, &columns, &[])).await;
    });
}

#[test]
fn holders_by_issues_is_right_cell_by_cell() {
    visit("", async |reader| {
        let counts = Counts::new();
        reader.choose("rows", "holders").await;
        reader.choose("columns", "issues").await;
        reader.wait_address("#/matrix?rows=holders&columns=issues").await;
        // Those who take a stance on anything: authors first, then actors, each in their order.
        let known = counts.source_names().into_iter().chain(counts.names("actors"));
        let speaks = |name: &String| {
            counts.statements.iter().any(|one| one.value.is_some() && one.values("holder").contains(name))
        };
        let rows =
            Axis { facet: "holder", names: once(known.filter(speaks)), label: &|name| name.to_owned() };
        let label = |name: &str| label_in(counts.book("issues"), name, "label").expect("an issue");
        let columns = Axis { facet: "issue", names: counts.names("issues"), label: &label };
        assert_cells(reader, expected(&counts, &rows, &columns, &[])).await;
    });
}

#[test]
fn sources_by_roles_shows_context_without_a_stance() {
    visit("#/matrix?rows=sources&columns=roles", async |reader| {
        let counts = Counts::new();
        let rows = Axis { facet: "source", names: counts.source_names(), label: &|name| name.to_owned() };
        let label = |name: &str| label_in(counts.book("roles"), name, "label").expect("a role");
        let columns = Axis { facet: "role", names: counts.names("roles"), label: &label };
        assert_cells(reader, expected(&counts, &rows, &columns, &[])).await;
    });
}

/// A number from −2 to 2 in tenths, with its sign.
fn signed(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = ["−", "", "+"][(tenths.signum() + 1) as usize];
    let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}

fn spread_of(counts: &Counts, proposition: &str) -> String {
    let cell = |source: &String| counts.cell(("proposition", proposition), ("source", source), &[]).net();
    let means: Vec<f64> = counts.source_names().iter().filter_map(cell).collect();
    if means.is_empty() {
        return "nobody takes a stance".into();
    }
    let lowest = means.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mean = means.iter().sum::<f64>() / means.len() as f64;
    let (speaking, all) = (means.len(), counts.sources.len());
    let range = format!("lowest {}, highest {}, mean {}", signed(lowest), signed(highest), signed(mean));
    format!("{range}; {speaking} of {all} sources take a stance")
}

#[test]
fn every_row_ends_in_its_spread() {
    visit("", async |reader| {
        let counts = Counts::new();
        let rows = reader.attributes("table.matrix tbody th[data-row]", "data-row").await;
        let shown = reader.texts("table.matrix td.spread-cell .hidden").await;
        assert_eq!(rows.len(), counts.book("propositions").len(), "a row for every proposition");
        for (row, shown) in rows.iter().zip(&shown) {
            assert_eq!(*shown, spread_of(&counts, row), "the spread of {row}");
        }
    });
}

#[test]
fn a_mean_is_a_full_dot_on_its_range() {
    visit("#/matrix", async |reader| {
        // The middle of the dot, where the range runs through it.
        let (marks, hollow): (usize, usize) = reader
            .ask(
                "const marks = [...document.querySelectorAll('svg.spread path')];
                const hollow = marks.filter(mark => {
                    const box = mark.getAttribute('d').match(/M(\\d+) 80a(\\d+)/);
                    return !mark.isPointInFill(new DOMPoint(Number(box[1]) + Number(box[2]), 80));
                });
                return [marks.length, hollow.length]",
                Value::Null,
            )
            .await;
        assert!(marks > 30 && hollow == 0, "{hollow} of {marks} have a hole");
    });
}

/// The widths of the columns, whole, and as they are before the first row has arrived.
const WIDTHS: &str = "
    const heads = [...document.querySelectorAll('table.matrix thead th')];
    const widths = () => heads.map(head => Math.round(head.getBoundingClientRect().width));
    const whole = widths();
    const bodies = [...document.querySelectorAll('table.matrix tbody')];
    const table = bodies[0].parentElement;
    bodies.forEach(body => body.remove());
    const begun = widths();
    bodies.forEach(body => table.append(body));
    return [whole, begun]";

#[test]
fn rows_that_arrive_later_move_no_column() {
    visit("", async |reader| {
        for view in ["", "#/matrix?rows=issues&columns=holders", "#/matrix?open=column:asan-2024"] {
            for width in [1440, 1000, 768, 360] {
                reader.resize(width, 800).await;
                reader.open(view).await;
                reader.wait_drawn().await;
                let (whole, begun): (Vec<u32>, Vec<u32>) = reader.ask(WIDTHS, Value::Null).await;
                assert!(whole.len() > 5);
                assert_eq!(begun, whole, "{view:?} at {width}");
            }
        }
    });
}
