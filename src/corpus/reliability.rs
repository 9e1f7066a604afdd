//! How well two codings agree: Krippendorff's alpha.
//!
//! α = 1 − Dₒ/Dₑ, the observed over the expected disagreement (K. Krippendorff, *Computing
//! Krippendorff's Alpha-Reliability*, 2011).

/// How far apart two values of a unit are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// The same or not the same.
    Nominal,
    /// The square of the difference.
    Interval,
}

impl Scale {
    fn distance(self, a: f64, b: f64) -> f64 {
        match self {
            Scale::Nominal => f64::from(u8::from(a != b)),
            Scale::Interval => (a - b).powi(2),
        }
    }
}

/// Krippendorff's alpha of units that each have the values of those coders who coded it: 1 for
/// full agreement, 0 for chance, negative for worse. `None` if fewer than two values are paired
/// or if all values are the same, where chance cannot be told from agreement.
pub fn alpha(units: &[Vec<f64>], scale: Scale) -> Option<f64> {
    let paired: Vec<&Vec<f64>> = units.iter().filter(|unit| unit.len() > 1).collect();
    let values: Vec<f64> = paired.iter().flat_map(|unit| unit.iter().copied()).collect();
    let disagreement = |values: &[f64]| -> f64 {
        values.iter().map(|&a| values.iter().map(|&b| scale.distance(a, b)).sum::<f64>()).sum()
    };
    let count = values.len() as f64;
    let observed: f64 =
        paired.iter().map(|unit| disagreement(unit) / (unit.len() as f64 - 1.0)).sum::<f64>() / count;
    let expected = disagreement(&values) / (count * (count - 1.0));
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of Krippendorff (2011), section D: four observers, twelve units, with
    /// missing values. Published: nominal α = 0.743, interval α = 0.849.
    #[test]
    fn the_published_example_comes_out() {
        let observers: [&[Option<f64>]; 4] = [
            &[
                Some(1.),
                Some(2.),
                Some(3.),
                Some(3.),
                Some(2.),
                Some(1.),
                Some(4.),
                Some(1.),
                Some(2.),
                None,
                None,
                None,
            ],
            &[
                Some(1.),
                Some(2.),
                Some(3.),
                Some(3.),
                Some(2.),
                Some(2.),
                Some(4.),
                Some(1.),
                Some(2.),
                Some(5.),
                None,
                Some(3.),
            ],
            &[
                None,
                Some(3.),
                Some(3.),
                Some(3.),
                Some(2.),
                Some(3.),
                Some(4.),
                Some(2.),
                Some(2.),
                Some(5.),
                Some(1.),
                None,
            ],
            &[
                Some(1.),
                Some(2.),
                Some(3.),
                Some(3.),
                Some(2.),
                Some(4.),
                Some(4.),
                Some(1.),
                Some(2.),
                Some(5.),
                Some(1.),
                None,
            ],
        ];
        let units: Vec<Vec<f64>> =
            (0..12).map(|unit| observers.iter().filter_map(|values| values[unit]).collect()).collect();
        let rounded = |scale| alpha(&units, scale).map(|alpha| (alpha * 1000.0).round() / 1000.0);
        assert_eq!(rounded(Scale::Nominal), Some(0.743));
        assert_eq!(rounded(Scale::Interval), Some(0.849));
    }

    #[test]
    fn without_variation_there_is_no_alpha() {
        assert_eq!(alpha(&[vec![1.0, 1.0]], Scale::Nominal), None);
        assert_eq!(alpha(&[], Scale::Nominal), None);
    }
}
