//! Which propositions ask nearly the same.

use super::Index;
use super::field::FieldName;

/// From which likeness on two propositions are alike.
pub const ALIKE: f32 = 0.6;

impl Index {
    /// For each proposition the others that are like it, and how much: the cosine between their words,
    /// each by how often it stands there and how rare it is among all propositions (tf·idf; Salton,
    /// Buckley 1988), from [`ALIKE`] to 1.
    pub fn alike(&self) -> Vec<Vec<(u32, f32)>> {
        let field = self.field(FieldName::Proposition);
        let number = field.len();
        let rarity = |term: u32| (number as f32 / field.spread(term).max(1) as f32).ln();
        // The different words of each proposition with their weights, of length 1 all together.
        let weighed: Vec<Vec<(u32, f32)>> = (0..number as u32)
            .map(|text| {
                let mut terms = field.texts.get(text).to_vec();
                terms.sort_unstable();
                let words = terms.chunk_by(|one, other| one == other);
                let mut words: Vec<(u32, f32)> =
                    words.map(|same| (same[0], same.len() as f32 * rarity(same[0]))).collect();
                let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
                words.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
                words
            })
            .collect();
        let mut having: Vec<Vec<(u32, f32)>> = vec![Vec::new(); self.terms.len()];
        let mut alike = vec![Vec::new(); number];
        let mut product = vec![0.0_f32; number];
        for (text, words) in weighed.iter().enumerate() {
            let mut touched: Vec<u32> = Vec::new();
            for &(term, weight) in words {
                for &(other, its) in &having[term as usize] {
                    if product[other as usize] == 0.0 {
                        touched.push(other);
                    }
                    product[other as usize] += weight * its;
                }
                having[term as usize].push((text as u32, weight));
            }
            touched.sort_unstable();
            for other in touched {
                let likeness = std::mem::take(&mut product[other as usize]).min(1.0);
                if likeness >= ALIKE {
                    alike[text].push((other, likeness));
                    alike[other as usize].push((text as u32, likeness));
                }
            }
        }
        alike
    }
}
