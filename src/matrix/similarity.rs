//! The order in which what is alike stands together, so that camps become visible.
//!
//! Lines are joined from the most alike on, each group with the group that it is most like on
//! average (average linkage, Sokal & Michener 1958), found along chains of nearest neighbours
//! (Murtagh 1983), in time that grows with the square of their number. Each group keeps an order;
//! where two are joined, either may be turned round, so that the two lines that come to lie side by
//! side are the most alike of the four ends (Gruvaeus & Wainer 1972).

/// How alike each two of several lines are: 1 for the same, 0 for opposite.
pub struct Likeness {
    number: usize,
    /// Of every line with each before it, row by row.
    of: Vec<f32>,
}

impl Likeness {
    /// The likeness of so many lines by a measure, which is asked once for every two.
    pub fn new(number: usize, measure: impl Fn(usize, usize) -> f32) -> Self {
        let pairs = (0..number).flat_map(|one| (0..one).map(move |other| (one, other)));
        Likeness { number, of: pairs.map(|(one, other)| measure(one, other)).collect() }
    }

    fn at(one: usize, other: usize) -> usize {
        let (low, high) = (one.min(other), one.max(other));
        high * (high - 1) / 2 + low
    }

    /// How alike two different lines are.
    pub fn of(&self, one: usize, other: usize) -> f32 {
        self.of[Self::at(one, other)]
    }

    /// The lines in an order in which what is alike stands together; of equals the first stays first.
    pub fn order(&self) -> Vec<usize> {
        let mut groups = Groups {
            likeness: self,
            between: Likeness { number: self.number, of: self.of.clone() },
            members: (0..self.number).map(|line| vec![line]).collect(),
        };
        let mut chain: Vec<usize> = Vec::new();
        for _ in 1..self.number {
            if chain.is_empty() {
                chain.extend(groups.first());
            }
            // Along the chain each group is most like the next, and more and more so: it ends in two
            // that are most like each other, and these no other join would part.
            while let Some(&last) = chain.last() {
                let before = chain.len().checked_sub(2).map(|at| chain[at]);
                let Some(nearest) = groups.nearest(last, before) else { break };
                if Some(nearest) == before {
                    chain.truncate(chain.len() - 2);
                    groups.join(nearest.min(last), nearest.max(last));
                    break;
                }
                chain.push(nearest);
            }
        }
        groups.members.into_iter().find(|members| !members.is_empty()).unwrap_or_default()
    }
}

struct Groups<'a> {
    /// Of lines.
    likeness: &'a Likeness,
    /// Of groups on average; a group stands at the place of its first line.
    between: Likeness,
    /// The lines of each group in order; of what has been joined to another, none.
    members: Vec<Vec<usize>>,
}

impl Groups<'_> {
    fn first(&self) -> Option<usize> {
        self.members.iter().position(|members| !members.is_empty())
    }

    /// The group that is most like this one; of equals the one it came from, else the first.
    fn nearest(&self, group: usize, before: Option<usize>) -> Option<usize> {
        let others =
            (0..self.members.len()).filter(|&other| other != group && !self.members[other].is_empty());
        before.into_iter().chain(others).reduce(|best, next| {
            if self.between.of(group, next) > self.between.of(group, best) { next } else { best }
        })
    }

    /// Joins the second group to the first.
    fn join(&mut self, first: usize, second: usize) {
        let (one, other) =
            (std::mem::take(&mut self.members[first]), std::mem::take(&mut self.members[second]));
        let (size, more) = (one.len() as f32, other.len() as f32);
        for third in (0..self.members.len()).filter(|&third| !self.members[third].is_empty()) {
            let mean = (self.between.of(first, third) * size + self.between.of(second, third) * more)
                / (size + more);
            self.between.of[Likeness::at(first, third)] = mean;
        }
        self.members[first] = self.side_by_side(one, other);
    }

    /// Two groups in one order, each perhaps turned round.
    fn side_by_side(&self, mut one: Vec<usize>, mut other: Vec<usize>) -> Vec<usize> {
        let ends = |group: &[usize]| [group[group.len() - 1], group[0]];
        let (left, right) = (ends(&one), ends(&other));
        // As they are; the first turned; the second turned; both.
        let ways = [(0, 1), (1, 1), (0, 0), (1, 0)];
        let alike = |&(a, b): &(usize, usize)| self.likeness.of(left[a], right[b]);
        let best =
            ways.into_iter().reduce(|best, next| if alike(&next) > alike(&best) { next } else { best });
        if let Some((turn, keep)) = best {
            if turn == 1 {
                one.reverse();
            }
            if keep == 0 {
                other.reverse();
            }
        }
        one.append(&mut other);
        one
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look like chance, the same every time.
    fn chance(seed: u64) -> impl FnMut() -> f32 {
        let mut state = seed;
        move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f32 / (1_u64 << 24) as f32
        }
    }

    /// Average linkage as it is defined: of all groups the two whose lines are most alike on average,
    /// each time computed anew from the lines.
    fn joined(likeness: &Likeness, number: usize) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = (0..number).map(|line| vec![line]).collect();
        let mut joined = Vec::new();
        while groups.len() > 1 {
            let mean = |one: &[usize], other: &[usize]| {
                let sum: f64 =
                    one.iter().flat_map(|&a| other.iter().map(move |&b| f64::from(likeness.of(a, b)))).sum();
                sum / (one.len() * other.len()) as f64
            };
            let pairs = (0..groups.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
            let best = pairs
                .max_by(|a, b| mean(&groups[a.0], &groups[a.1]).total_cmp(&mean(&groups[b.0], &groups[b.1])));
            let (one, other) = best.expect("two groups");
            let mut more = groups.remove(one);
            groups[other].append(&mut more);
            groups[other].sort_unstable();
            joined.push(groups[other].clone());
        }
        joined
    }

    /// Whatever average linkage joins stands together, at every step.
    #[test]
    fn what_is_joined_stands_together() {
        for seed in 0..60 {
            let mut next = chance(seed);
            let number = 2 + seed as usize % 14;
            let values: Vec<f32> = (0..number * number).map(|_| next()).collect();
            let likeness = Likeness::new(number, |one, other| values[one * number + other]);
            let order = likeness.order();
            for group in joined(&likeness, number) {
                let mut places: Vec<usize> =
                    group.iter().filter_map(|line| order.iter().position(|other| other == line)).collect();
                places.sort_unstable();
                let together = places.windows(2).all(|pair| pair[1] == pair[0] + 1);
                assert!(together && places.len() == group.len(), "{seed}: {group:?} in {order:?}");
            }
        }
    }

    #[test]
    fn camps_come_to_stand_together() {
        // Three camps, dealt out by turns.
        let camp = |line: usize| line * 7 % 3;
        let likeness = Likeness::new(30, |one, other| if camp(one) == camp(other) { 0.9 } else { 0.2 });
        let camps: Vec<usize> = likeness.order().into_iter().map(camp).collect();
        assert_eq!(camps.windows(2).filter(|pair| pair[0] != pair[1]).count(), 2, "{camps:?}");
    }

    #[test]
    fn a_line_of_likeness_is_found_again_from_end_to_end() {
        // Who stands next to each other on a line is alike; they come in another order.
        let place = |line: usize| line * 11 % 16;
        let likeness = Likeness::new(16, |one, other| 1.0 - place(one).abs_diff(place(other)) as f32 / 16.0);
        let order = likeness.order();
        let steps: usize = order.windows(2).map(|pair| place(pair[0]).abs_diff(place(pair[1]))).sum();
        assert!(steps <= 20, "{:?}", order.into_iter().map(place).collect::<Vec<_>>());
    }

    #[test]
    fn none_and_one_have_an_order() {
        assert_eq!(Likeness::new(0, |_, _| 0.0).order(), [0; 0]);
        assert_eq!(Likeness::new(1, |_, _| 0.0).order(), [0]);
    }
}
