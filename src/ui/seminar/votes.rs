//! Votes as bars: how many gave each answer, vote by vote.

use eframe::egui::{Align, Grid, Id, Layout, Sense, Ui, Vec2};

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

/// The least width of a bar, in points.
const SHORTEST: f32 = 32.0;

/// The width of the longest answer, in points.
const ANSWER: f32 = 152.0;

/// The width of a number of votes, in points: room for four digits.
const NUMBER: f32 = 40.0;

/// The width of the field for hands, in points, with what is around it.
const FIELD: f32 = 80.0;

/// The width of a bar where so many stand side by side, each with so much beside it, in points.
fn bar_width(ui: &Ui, bars: usize, beside: f32) -> f32 {
    let bars = bars.max(1) as f32;
    let each = (ui.available_width() - ANSWER) / bars - space::APART - beside;
    each.clamp(SHORTEST, BAR)
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
    let vote = (state.course.open_vote().map(|(item, _)| item), round as u8);
    let is_new = parts::just_before(ui, Id::unique("the vote whose hands are counted"), vote) != Some(vote);
    let width = bar_width(ui, 1, FIELD);
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
    parts::note(ui, format!("{} counted.", words::count(counts.total(), "hand")));
}

/// The votes that are closed, side by side, with what they come to.
pub fn closed_ui(ui: &mut Ui, state: &State, item: usize, asked: Asked, actions: &mut Actions) {
    let rounds: Vec<(Round, Counts)> = [Round::First, Round::Second]
        .into_iter()
        .filter_map(|round| Some((round, state.course.vote(item, round)?.counts)))
        .collect();
    let most = rounds.iter().flat_map(|(_, counts)| counts.places()).max().unwrap_or(0);
    let width = bar_width(ui, rounds.len(), NUMBER + space::BETWEEN);
    Grid::new(("closed", item)).num_columns(1 + rounds.len()).spacing([space::APART, space::WITHIN]).show(
        ui,
        |ui| {
            ui.label("");
            for (round, _) in &rounds {
                ui.label(Size::Small.bold(words::seminar::round(*round)));
            }
            ui.end_row();
            for (place, answer) in asked.answers().into_iter().enumerate() {
                ui.label(Size::Body.text(words::answer(answer)));
                for (_, counts) in &rounds {
                    ui.horizontal(|ui| {
                        ui.spacing_mut().item_spacing.x = space::BETWEEN;
                        let number = Size::Body.text(counts.at(place).to_string());
                        let layout = Layout::right_to_left(Align::Center);
                        ui.allocate_ui_with_layout(Vec2::new(NUMBER, size::TARGET), layout, |ui| {
                            ui.label(number)
                        });
                        bar_ui(ui, counts.at(place), most, place, width);
                    });
                }
                ui.end_row();
            }
        },
    );
    ui.add_space(space::WITHIN);
    for (round, counts) in &rounds {
        summary_ui(ui, *round, counts, asked);
    }
    corrections_ui(ui, state, item, &rounds, actions);
}

/// How many voted, the median, the spread, and whether it is worth discussing, in a line that wraps.
fn summary_ui(ui: &mut Ui, round: Round, counts: &Counts, asked: Asked) {
    let compared = median(counts).zip(votes::spread(counts)).filter(|_| counts.is_comparable());
    let middle = compared.map_or("median and spread n/a".to_owned(), |(median, spread)| {
        let median = words::answer(asked.answers()[median]).to_lowercase();
        format!("median {median}, spread {spread:.2}")
    });
    let discussion = votes::worth_discussing(counts);
    let votes = words::count(counts.total(), "vote");
    let text = format!(
        "{}: {votes}, {middle}. Worth discussing? {}.",
        words::seminar::round(round),
        words::seminar::discussion(discussion)
    );
    let hint = "Spread is how far votes lie from the median on average, in grades: from 0 to 2.";
    parts::note(ui, text).on_hover_text(format!("{hint} {}", words::seminar::discussion_advice(discussion)));
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
