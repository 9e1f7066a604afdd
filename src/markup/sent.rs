//! What the page and its engine say to each other, as bytes.
//!
//! Both are built together, so the form has no version: numbers as in LEB128, texts and lists with
//! their length before them.

use std::cell::RefCell;
use std::ops::Range;

use super::around::{Around, Citing};
use super::extent::Extent;
use super::lens::Lens;
use super::node::{Element, Node, Parts};
use super::painter::{Asked, Painted, Told};

/// What can be sent.
pub trait Sent: Sized {
    /// Adds it to what is sent.
    fn write(&self, out: &mut Vec<u8>);
    /// Takes it from what came; none if that is damaged.
    fn read(bytes: &mut &[u8]) -> Option<Self>;

    /// It as bytes.
    fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }

    /// What these bytes are.
    fn of_bytes(mut bytes: &[u8]) -> Option<Self> {
        Self::read(&mut bytes).filter(|_| bytes.is_empty())
    }
}

impl Sent for usize {
    fn write(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest > 0x7f {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    #[inline(never)]
    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let mut number = 0_usize;
        for shift in (0..usize::BITS).step_by(7) {
            let (&byte, rest) = bytes.split_first()?;
            *bytes = rest;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

impl Sent for bool {
    fn write(&self, out: &mut Vec<u8>) {
        usize::from(*self).write(out);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        Some(usize::read(bytes)? != 0)
    }
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    text.len().write(out);
    out.extend_from_slice(text.as_bytes());
}

#[inline(never)]
fn read_text<'a>(bytes: &mut &'a [u8]) -> Option<&'a str> {
    let length = usize::read(bytes)?;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    std::str::from_utf8(text).ok()
}

impl Sent for String {
    #[inline(never)]
    fn write(&self, out: &mut Vec<u8>) {
        write_text(self, out);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        read_text(bytes).map(str::to_owned)
    }
}

impl<T: Sent> Sent for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.len().write(out);
        self.iter().for_each(|one| one.write(out));
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        // The number is not trusted with memory.
        (0..usize::read(bytes)?).map(|_| T::read(bytes)).collect()
    }
}

impl<A: Sent, B: Sent> Sent for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        Some((A::read(bytes)?, B::read(bytes)?))
    }
}

impl Sent for Range<usize> {
    fn write(&self, out: &mut Vec<u8>) {
        self.start.write(out);
        self.end.write(out);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        Some(usize::read(bytes)?..usize::read(bytes)?)
    }
}

/// A name of the program's own for one that came: each is kept once, and there are few.
fn own_name(name: &str) -> &'static str {
    thread_local!(static NAMES: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) });
    NAMES.with_borrow_mut(|names| {
        names.iter().copied().find(|known| *known == name).unwrap_or_else(|| {
            let name: &'static str = String::from(name).leak();
            names.push(name);
            name
        })
    })
}

impl Sent for Node {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Node::Text(text) => {
                out.push(0);
                text.write(out);
            }
            Node::Element(element) => {
                let Parts { tag, key, attributes, children } = &**element;
                write_text(tag, out);
                key.write(out);
                attributes.len().write(out);
                for (name, value) in attributes {
                    write_text(name, out);
                    value.write(out);
                }
                children.write(out);
            }
        }
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let tag = read_text(bytes)?;
        // No tag is empty.
        if tag.is_empty() {
            return String::read(bytes).map(Node::Text);
        }
        let (tag, key) = (own_name(tag), String::read(bytes)?);
        let number = usize::read(bytes)?;
        let attribute = |_| Some((own_name(read_text(bytes)?), String::read(bytes)?));
        let attributes = (0..number).map(attribute).collect::<Option<_>>()?;
        let children = Vec::read(bytes)?;
        Some(Node::Element(Element::of(Parts { tag, key, attributes, children })))
    }
}

/// A structure is sent field by field, in their order.
macro_rules! fields {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl Sent for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $(self.$field.write(out);)*
            }

            fn read(bytes: &mut &[u8]) -> Option<Self> {
                $(let $field = Sent::read(bytes)?;)*
                Some($name { $($field),* })
            }
        }
    };
}

fields!(Lens { width, height, rows, columns });
fields!(Asked { link, around, extent });
fields!(Painted { nodes, told });
fields!(Told { title, link, ignored, left, hits, list, is_whole });
fields!(Around {
    ignored,
    citing,
    toast,
    count,
    keys_off,
    update,
    drawer,
    theme,
    base,
    today,
    sight,
    wanted
});

impl Sent for Citing {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Citing::Nothing => out.push(0),
            Citing::View => out.push(1),
            Citing::Source(name) => {
                out.push(2);
                name.write(out);
            }
        }
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        Some(match usize::read(bytes)? {
            0 => Citing::Nothing,
            1 => Citing::View,
            _ => Citing::Source(String::read(bytes)?),
        })
    }
}

impl Sent for Extent {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Extent::Parts(parts) => (*parts as usize).write(out),
            Extent::Sight(lens) => {
                (usize::BITS as usize + 1).write(out);
                lens.write(out);
            }
        }
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let parts = usize::read(bytes)?;
        Some(match parts > usize::BITS as usize {
            true => Extent::Sight(Lens::read(bytes)?),
            false => Extent::Parts(parts as u32),
        })
    }
}
