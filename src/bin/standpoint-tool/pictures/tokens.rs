//! The page's colours, by light.

/// A colour: red, green, blue and opacity.
pub type Colour = [u8; 4];

const TOKENS: &str = include_str!("../../../../style/tokens.css");

/// A colour written as `#rrggbb`.
pub fn colour(written: &str) -> Option<Colour> {
    let digits = written.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([red, green, blue, 255])
}

fn token(name: &str) -> Result<Colour, String> {
    let value = TOKENS.lines().find_map(|line| {
        let value = line.trim().strip_prefix("--")?.strip_prefix(name)?.strip_prefix(": light-dark(")?;
        colour(value.get(..7)?)
    });
    value.ok_or_else(|| format!("style/tokens.css: there is no colour --{name}"))
}

macro_rules! tokens {
    ($($field:ident: $name:literal,)*) => {
        /// The colours that pictures share with the page, as `style/tokens.css` has them.
        #[allow(missing_docs)]
        pub struct Tokens { $(pub $field: Colour,)* }

        impl Tokens {
            /// Reads them.
            pub fn read() -> Result<Self, String> {
                Ok(Tokens { $($field: token($name)?,)* })
            }
        }
    };
}

tokens! {
    paper: "paper",
    ink: "ink",
    soft: "soft",
    line: "line",
    line_strong: "line-strong",
    affirm: "affirm",
    affirm_soft: "affirm-soft",
    reject: "reject",
    reject_soft: "reject-soft",
    zero: "zero",
}
