//! Votes as bars: how many gave each answer, vote by vote.

use eframe::egui::{Grid, Id, Sense, Ui, Vec2};

use super::hands::{Counted, hands_ui, keys};
use super::run::main_step;
use crate::app::room::RoomAction;
use crate::app::{Action, Actions, Dialog, State};
use crate::assess::Grade;
use crate::assess::votes::{self, Counts, median};
use crate::model::choice::Choice as _;
use crate::model::{Asked, Round, Votes};
use crate::seminar::counted;
use crate::ui::parts;
use crate::ui::tokens::{Palette, Size, size, small, space};
use crate::words;

/// The greatest width of a bar, in points.
const BAR: f32 = 220.0;

/// The width that the answers and the numbers beside the bars take, in points.
const BESIDES: f32 = 260.0;

/// The width of the bars where so many stand side by side, in points.
fn bar_width(ui: &Ui, bars: usize) -> f32 {
    ((ui.available_width() - BESIDES) / bars.max(1) as f32).clamp(BAR / 4.0, BAR)
}

/// The hands as they are counted in the vote that is open, a field for each answer.
pub fn counting_ui(ui: &mut Ui, state: &State, asked: Asked, round: Round, actions: &mut Actions) {
    let counting: &[Votes] = state.session.room.counting.as_deref().unwrap_or_default();
    let counts = counted(counting, asked);
    let most = counts.places().into_iter().max().unwrap_or(0);
    let hands = |answer| counting.iter().find(|votes| votes.answer == answer).map(|votes| votes.votes);
    let before = asked.answers().map(hands);
    let mut typed = before;
    keys(ui, &mut typed, main_step(ui));
    for place in (0..typed.len()).filter(|place| typed[*place] != before[*place]) {
        actions.push(Action::Room(RoomAction::Count { place, hands: typed[place] }));
    }
    let is_new = was_not_there(ui, (state.course.open_vote().map(|(item, _)| item), round as u8));
    let width = bar_width(ui, 1);
    Grid::new("counting").num_columns(3).spacing([space::APART, space::WITHIN]).show(ui, |ui| {
        for (place, answer) in asked.answers().into_iter().enumerate() {
            let name = words::answer(answer);
            ui.label(Size::Body.text(name));
            let (response, counted) = hands_ui(ui, place, name, typed[place]);
            if place == 0 && is_new {
                // A vote that comes up takes the keyboard, so that one can count at once.
                response.request_focus();
                ui.request_repaint();
            }
            if let Counted::Changed(hands) = counted {
                actions.push(Action::Room(RoomAction::Count { place, hands }));
            }
            bar_ui(ui, counts.at(place), most, place, width);
            ui.end_row();
        }
    });
    parts::note(
        ui,
        format!("{} counted.", words::count(usize::try_from(counts.total()).unwrap_or(usize::MAX), "hand")),
    );
}

/// Whether the fields of this vote were not on the page in the frame before.
fn was_not_there(ui: &Ui, vote: (Option<usize>, u8)) -> bool {
    let memory = Id::unique("the vote whose hands are counted");
    let pass = ui.ctx().cumulative_pass_nr();
    let before = ui.data_mut(|data| {
        let before = data.get_temp::<((Option<usize>, u8), u64)>(memory);
        data.insert_temp(memory, (vote, pass));
        before
    });
    before.is_none_or(|(own, drawn)| own != vote || drawn + 1 < pass)
}

/// The votes that are closed, side by side, with what they come to.
pub fn closed_ui(ui: &mut Ui, state: &State, item: usize, asked: Asked, actions: &mut Actions) {
    let rounds: Vec<(Round, Counts)> = [Round::First, Round::Second]
        .into_iter()
        .filter_map(|round| Some((round, state.course.vote(item, round)?.counts)))
        .collect();
    let most = rounds.iter().flat_map(|(_, counts)| counts.places()).max().unwrap_or(0);
    let width = bar_width(ui, rounds.len());
    Grid::new(("closed", item))
        .num_columns(1 + 2 * rounds.len())
        .spacing([space::APART, space::WITHIN])
        .show(ui, |ui| {
            ui.label("");
            for (round, counts) in &rounds {
                ui.label(Size::Small.bold(counts.total().to_string()));
                ui.label(Size::Small.bold(words::seminar::round(*round)));
            }
            ui.end_row();
            for (place, answer) in asked.answers().into_iter().enumerate() {
                ui.label(Size::Body.text(words::answer(answer)));
                for (_, counts) in &rounds {
                    ui.label(Size::Body.text(counts.at(place).to_string()));
                    bar_ui(ui, counts.at(place), most, place, width);
                }
                ui.end_row();
            }
            summary_ui(ui, &rounds, asked);
        });
    corrections_ui(ui, state, item, &rounds, actions);
}

/// Median, spread and whether it is worth discussing, below each vote.
fn summary_ui(ui: &mut Ui, rounds: &[(Round, Counts)], asked: Asked) {
    ui.label(small("Median"));
    for (_, counts) in rounds {
        ui.label("");
        let median = median(counts).filter(|_| counts.is_comparable());
        let median = median.map(|grade| words::answer(asked.answers()[grade]));
        ui.label(Size::Small.bold(median.unwrap_or("n/a")));
    }
    ui.end_row();
    ui.label(small("Spread"))
        .on_hover_text("How far votes lie from the median on average, in grades: from 0 to 2");
    for (_, counts) in rounds {
        ui.label("");
        let spread = votes::spread(counts).filter(|_| counts.is_comparable());
        ui.label(Size::Small.bold(spread.map_or("n/a".to_owned(), |spread| format!("{spread:.2}"))));
    }
    ui.end_row();
    ui.label(small("Worth discussing?"));
    for (_, counts) in rounds {
        ui.label("");
        let discussion = votes::worth_discussing(counts);
        ui.label(Size::Small.bold(words::seminar::discussion(discussion)))
            .on_hover_text(words::seminar::discussion_advice(discussion));
    }
    ui.end_row();
}

/// A way to correct each vote, and how often that was done.
fn corrections_ui(
    ui: &mut Ui,
    state: &State,
    item: usize,
    rounds: &[(Round, Counts)],
    actions: &mut Actions,
) {
    ui.horizontal_wrapped(|ui| {
        for (round, counts) in rounds {
            let name = words::seminar::round(*round);
            if ui.link(small(format!("Correct the {}…", name.to_lowercase()))).clicked() {
                let hands = counts.places().iter().map(u32::to_string).collect();
                let reason = String::new();
                let item = state.session.room.items()[item].id.clone();
                actions.push(Action::Show(Dialog::Correct { item, round: *round, hands, reason }));
            }
            let corrections = state.course.vote(item, *round).map_or(0, |closed| closed.corrections);
            if corrections > 0 {
                parts::note(ui, format!("{name}: corrected {}.", words::count(corrections, "time")));
            }
        }
    });
}

/// A bar as long as its share of the most votes, in the colour of its grade.
fn bar_ui(ui: &mut Ui, votes: u32, most: u32, place: usize, width: f32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(width, size::TARGET), Sense::hover());
    let share = if most == 0 { 0.0 } else { f64::from(votes) / f64::from(most) };
    #[expect(clippy::cast_possible_truncation, reason = "a share of a bar")]
    let length = width * share as f32;
    let bar = eframe::egui::Rect::from_min_size(
        eframe::egui::pos2(rect.min.x, rect.center().y - size::BAR / 2.0),
        Vec2::new(length, size::BAR),
    );
    let palette = Palette::of(ui.visuals());
    let color = Grade::ALL.get(place).map_or(palette.unscored, |grade| palette.grade(*grade));
    ui.painter().rect_filled(bar, size::CORNER / 2, color);
}
