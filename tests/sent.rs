//! What the page and its second program say to each other comes through as it was, and damage is told.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use standpoint::markup::{Around, Asked, Citing, Element, Extent, Lens, Node, Painted, Sent, Told, el};

fn text() -> impl Strategy<Value = String> {
    ".{0,12}"
}

fn element() -> impl Strategy<Value = Element> {
    let tags = select(vec!["p", "svg", "td", "h2"]);
    let leaf = (tags.clone(), text()).prop_map(|(tag, text)| el(tag).with(text));
    leaf.prop_recursive(4, 40, 5, move |inner| {
        let names = select(vec!["class", "data-row", "aria-label"]);
        let parts = (tags.clone(), text(), vec((names, text()), 0..4), vec(inner, 0..5));
        parts.prop_map(|(tag, key, attributes, children)| {
            let named =
                attributes.into_iter().fold(el(tag).key(key), |one, (name, value)| one.attr(name, value));
            children.into_iter().fold(named, |one, child| one.with(child).with("between"))
        })
    })
}

fn lens() -> impl Strategy<Value = Lens> {
    let number = prop_oneof![0..300_usize, Just(usize::MAX)];
    (number.clone(), number.clone(), number.clone(), number).prop_map(|(width, height, row, column)| Lens {
        width,
        height,
        rows: 0..row,
        columns: column..column,
    })
}

fn around() -> impl Strategy<Value = Around> {
    let citing = prop_oneof![Just(Citing::Nothing), Just(Citing::View), text().prop_map(Citing::Source)];
    let texts = (vec(text(), 0..3), text(), text(), text(), vec((text(), text()), 0..3));
    (texts, citing, any::<[bool; 3]>(), vec(0..3000_usize, 0..4), lens()).prop_map(
        |((ignored, toast, count, base, wanted), citing, [keys_off, update, drawer], today, sight)| Around {
            ignored,
            citing,
            toast,
            count,
            keys_off,
            update,
            drawer,
            theme: 2,
            base,
            today,
            sight,
            wanted,
        },
    )
}

proptest! {
    #[test]
    fn what_is_asked_comes_through(link in text(), around in around(), lens in lens(), parts in 0..65_u32) {
        for extent in [Extent::Sight(lens), Extent::Parts(parts.min(usize::BITS))] {
            let asked = Asked { link: link.clone(), around: around.clone(), extent };
            prop_assert_eq!(Asked::of_bytes(&asked.to_bytes()), Some(asked));
        }
    }

    #[test]
    fn what_is_painted_comes_through(elements in vec(element(), 0..4), texts in [text(), text(), text()], hits: usize) {
        let [title, link, left] = texts;
        let told = Told { title, link, ignored: vec![left.clone()], left, hits, list: 7, is_whole: hits % 2 == 0 };
        let painted = Painted { nodes: elements.into_iter().map(Node::from).collect(), told };
        prop_assert_eq!(Painted::of_bytes(&painted.to_bytes()), Some(painted));
    }

    #[test]
    fn what_is_cut_is_told(elements in vec(element(), 1..3), share in 0.0..1.0_f64) {
        let nodes: Vec<Node> = elements.into_iter().map(Node::from).collect();
        let bytes = nodes.to_bytes();
        let end = (bytes.len() as f64 * share) as usize;
        prop_assert_eq!(Vec::<Node>::of_bytes(&bytes[..end]), None);
    }

    #[test]
    fn noise_does_no_harm(bytes in vec(any::<u8>(), 0..200)) {
        Painted::of_bytes(&bytes);
        Asked::of_bytes(&bytes);
        Vec::<Node>::of_bytes(&bytes);
    }
}
