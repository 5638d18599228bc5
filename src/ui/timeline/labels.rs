//! Where labels go, so that none lies on another or on what is drawn.

use eframe::egui::{Rangef, Rect, pos2};

/// What wants a label.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// Its place among what is drawn.
    pub drawn: usize,
    /// How wide the whole text is, in points.
    pub width: f32,
    /// How wide a label has to be for a shortened text to be worth reading, in points.
    pub least: f32,
    /// Whether the label may stand on what is drawn, which then stops on both sides of it.
    pub may_interrupt: bool,
}

/// White space that labels keep from all else in their row, in points.
const SPACE: f32 = super::super::tokens::space::WITHIN;

/// How much of a line is seen on both sides of a label that interrupts it, in points.
const SEEN: f32 = super::super::tokens::space::SECTION;

/// A place for each label, in the order of the wishes: what comes first chooses first. All places lie on
/// `page`, and are `height` points high. `None` where there is no room.
///
/// A label stands on its bar, or else to the left of it, or else to the right, wherever its whole text
/// has room; and if it has room nowhere, then where most of it has.
fn place(page: Rect, drawn: &[Rect], height: f32, wishes: &[Wish]) -> Vec<Option<Rect>> {
    let mut labels: Vec<Option<Rect>> = Vec::with_capacity(wishes.len());
    for wish in wishes {
        let others = drawn.iter().enumerate().filter(|(i, _)| *i != wish.drawn).map(|(_, rect)| rect);
        let taken = others.chain(labels.iter().flatten());
        labels.push(place_one(page, drawn[wish.drawn], height, wish, taken));
    }
    labels
}

/// The same places, in the order of what is drawn: `None` also where no label is wished for.
pub fn place_in_order(page: Rect, drawn: &[Rect], height: f32, wishes: &[Wish]) -> Vec<Option<Rect>> {
    let mut labels = vec![None; drawn.len()];
    for (wish, label) in wishes.iter().zip(place(page, drawn, height, wishes)) {
        labels[wish.drawn] = label;
    }
    labels
}

fn place_one<'a>(
    page: Rect,
    own: Rect,
    height: f32,
    wish: &Wish,
    taken: impl Iterator<Item = &'a Rect>,
) -> Option<Rect> {
    let middle = own.center().y;
    let band = Rangef::new(middle - height / 2.0, middle + height / 2.0);
    if band.min < page.min.y || band.max > page.max.y {
        return None;
    }
    let overlaps = |rect: &&Rect| rect.min.y < band.max && band.min < rect.max.y;
    let taken: Vec<Rangef> = taken.filter(overlaps).map(Rect::x_range).collect();
    let rooms = rooms(page.x_range(), own.x_range(), &taken, wish.may_interrupt);
    let whole = rooms.iter().find(|(room, _)| room.span() >= wish.width);
    let widest = || rooms.iter().max_by(|(a, _), (b, _)| a.span().total_cmp(&b.span()));
    let (room, is_left) = whole.or_else(widest)?;
    let width = room.span().min(wish.width);
    if width < wish.least.min(wish.width) || width <= 0.0 {
        return None;
    }
    let from = if *is_left { room.max - width } else { room.min };
    Some(Rect::from_min_max(pos2(from, band.min), pos2(from + width, band.max)))
}

/// The rooms for a label: on the bar, to the left of it and to the right, with whether the text is set
/// against the room's right end.
fn rooms(page: Rangef, own: Rangef, taken: &[Rangef], may_interrupt: bool) -> [(Rangef, bool); 3] {
    let is_free = |x: f32| taken.iter().all(|other| !(other.min - SPACE < x && x < other.max + SPACE));
    let before = |x: f32| {
        let walls = taken.iter().filter(|other| other.max + SPACE <= x).map(|other| other.max + SPACE);
        if is_free(x) { walls.fold(page.min, f32::max) } else { x }
    };
    let after = |x: f32| {
        let walls = taken.iter().filter(|other| other.min - SPACE >= x).map(|other| other.min - SPACE);
        if is_free(x) { walls.fold(page.max, f32::min) } else { x }
    };
    let (left, right) = ((own.min - SPACE).min(page.max), (own.max + SPACE).max(page.min));
    let on = own.min.max(page.min) + SEEN;
    let end = (own.max.min(page.max) - SEEN).min(after(on));
    let on = if may_interrupt { Rangef::new(on, end) } else { Rangef::NOTHING };
    [(on, false), (Rangef::new(before(left), left), true), (Rangef::new(right, after(right)), false)]
}

#[cfg(test)]
mod tests {
    use eframe::egui::vec2;
    use proptest::prelude::*;

    use super::*;

    const HEIGHT: f32 = 18.0;
    const PAGE: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(600.0, 400.0) };

    fn bar(from: f32, to: f32, row: f32) -> Rect {
        Rect::from_min_max(pos2(from, 20.0 * row + 2.0), pos2(to, 20.0 * row + 18.0))
    }

    fn wish(drawn: usize, width: f32) -> Wish {
        Wish { drawn, width, least: 60.0, may_interrupt: true }
    }

    /// From where to where the label of the first bar goes.
    fn of_first(drawn: &[Rect], width: f32) -> Option<(f32, f32)> {
        place(PAGE, drawn, HEIGHT, &[wish(0, width)])[0].map(|rect| (rect.min.x, rect.max.x))
    }

    #[test]
    fn a_label_stands_on_its_bar_or_before_it_or_behind_it() {
        assert_eq!(of_first(&[bar(100.0, 500.0, 1.0)], 200.0), Some((124.0, 324.0)));
        assert_eq!(of_first(&[bar(300.0, 400.0, 1.0)], 200.0), Some((96.0, 296.0)));
        assert_eq!(of_first(&[bar(100.0, 200.0, 1.0)], 200.0), Some((204.0, 404.0)));
    }

    #[test]
    fn a_label_is_shortened_where_it_has_no_room_and_left_out_where_it_has_hardly_any() {
        assert_eq!(of_first(&[bar(300.0, 400.0, 1.0)], 1000.0), Some((0.0, 296.0)));
        let between = [bar(200.0, 300.0, 1.0), bar(100.0, 120.0, 1.0), bar(370.0, 500.0, 1.0)];
        assert_eq!(of_first(&between, 1000.0), Some((124.0, 196.0)));
        let crowded = [bar(200.0, 300.0, 1.0), bar(150.0, 160.0, 1.0), bar(350.0, 500.0, 1.0)];
        assert_eq!(of_first(&crowded, 1000.0), None);
    }

    #[test]
    fn what_comes_first_chooses_first() {
        let drawn = [bar(300.0, 320.0, 1.0), bar(340.0, 360.0, 1.0)];
        let places = place(PAGE, &drawn, HEIGHT, &[wish(1, 200.0), wish(0, 200.0)]);
        assert_eq!(places[0].map(|rect| rect.min.x), Some(364.0));
        assert_eq!(places[1].map(|rect| rect.max.x), Some(296.0));
    }

    proptest! {
        #[test]
        fn no_label_lies_on_another_or_on_a_strange_bar_or_beyond_the_page(
            bars in prop::collection::vec((-100.0..700.0_f32, 0.0..500.0_f32, -1.0..21.0_f32), 1..40),
            widths in prop::collection::vec(0.0..500.0_f32, 40),
        ) {
            let drawn: Vec<Rect> = bars.iter().map(|(from, length, row)| bar(*from, from + length, *row)).collect();
            let wishes: Vec<Wish> = (0..drawn.len()).map(|i| wish(i, widths[i])).collect();
            let places = place(PAGE, &drawn, HEIGHT, &wishes);
            for (i, label) in places.iter().enumerate().filter_map(|(i, label)| Some((i, (*label)?))) {
                prop_assert!(PAGE.expand2(vec2(0.01, 0.01)).contains_rect(label), "{label:?}");
                let label = label.shrink(0.01);
                for (j, other) in drawn.iter().enumerate().filter(|(j, _)| *j != i) {
                    prop_assert!(!label.intersects(*other), "{label:?} lies on bar {j} {other:?}");
                }
                for other in places[i + 1..].iter().flatten() {
                    prop_assert!(!label.intersects(*other), "{label:?} lies on {other:?}");
                }
            }
        }
    }
}
