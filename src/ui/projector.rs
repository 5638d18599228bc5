//! What the room sees: a function of a [`ProjectorView`], which holds what has been revealed and nothing else.
//!
//! It is set by the height of the picture, in its own theme, whatever the lecturer's window looks like.

use std::sync::Arc;

use eframe::egui::{
    self, Align, CentralPanel, Color32, Frame, Galley, Id, Label, Layout, Margin, Rect, Role, Sense, Stroke,
    StrokeKind, TextFormat, Theme, Ui, Vec2, pos2, text::LayoutJob,
};

use super::parts;
use super::tokens::{self, Palette, WallType, size};
use crate::app::settings::Wall;
use crate::assess::Grade;
use crate::model::choice::Choice as _;
use crate::model::{Asked, Stage};
use crate::seminar::{BoardRow, Countdown, ItemOnWall, ProjectorView, Revealed, RoundOnWall, Standing};
use crate::words;

/// The share of the height that a statement may take.
const STATEMENT_SHARE: f32 = 0.26;

/// By how much everything is made smaller, again and again, until it fits.
const SHRINK: f32 = 0.93;

/// How small everything may become so as to fit.
const SMALLEST: f32 = 0.4;

/// The shares of the width that the columns of the scoreboards have.
const BOARD_COLUMNS: [f32; 5] = [0.29, 0.18, 0.18, 0.22, 0.13];

/// Draws what is on the wall.
pub fn projector_ui(ui: &mut Ui, view: &ProjectorView, wall: &Wall) {
    let theme = if wall.is_dark { Theme::Dark } else { Theme::Light };
    ui.style_mut().visuals = tokens::look(theme);
    let palette = Palette::for_theme(theme);
    let fill = if *view == ProjectorView::Blank { Color32::BLACK } else { palette.background };
    // What does not fit in the size that was chosen is shown smaller: nobody can scroll the wall.
    let fit = Fit::of(ui, view, wall);
    let drawn = Drawn { palette, text: WallType::of(ui.max_rect().height(), wall.size * fit.scale) };
    #[expect(clippy::cast_possible_truncation, reason = "a margin of some points")]
    let margin = Margin::same(drawn.text.margin() as i8);
    CentralPanel::default().frame(Frame::new().fill(fill).inner_margin(margin)).show(ui, |ui| {
        // What is drawn may move the end of the space that it has.
        let floor = ui.max_rect().bottom();
        ui.spacing_mut().item_spacing = Vec2::splat(drawn.text.between());
        parts::region(ui, Role::Main, "Projector", |ui| match view {
            ProjectorView::Blank => {}
            ProjectorView::Title { essay, items } => drawn.title_ui(ui, essay, *items),
            ProjectorView::Item(item) => drawn.item_ui(ui, item),
            ProjectorView::Scoreboards { rows, more, readings } => {
                drawn.boards_ui(ui, rows, *more, *readings);
            }
        });
        fit.check(ui, floor);
    });
}

/// How much smaller than chosen something is shown, so as to fit.
struct Fit {
    key: u64,
    scale: f32,
}

impl Fit {
    fn id() -> Id {
        Id::unique("fit of the projector")
    }

    fn of(ui: &Ui, view: &ProjectorView, wall: &Wall) -> Self {
        let mut view = view.clone();
        if let ProjectorView::Item(item) = &mut view {
            // What passes with each second changes no size.
            item.countdown = item.countdown.map(|_| Countdown { seconds: 0, is_running: false });
        }
        let key = egui::util::hash(format!("{view:?} {wall:?} {:?}", ui.max_rect().size()));
        let scale = match ui.data(|data| data.get_temp::<(u64, f32)>(Self::id())) {
            Some((known, scale)) if known == key => scale,
            _ => 1.0,
        };
        Self { key, scale }
    }

    /// Makes the next frame smaller if this one did not end above the floor.
    fn check(&self, ui: &Ui, floor: f32) {
        let is_over = ui.min_rect().bottom() > floor + 0.5 && self.scale > SMALLEST;
        let scale = if is_over { self.scale * SHRINK } else { self.scale };
        ui.data_mut(|data| data.insert_temp(Self::id(), (self.key, scale)));
        if is_over {
            ui.ctx().request_discard("The wall is set smaller");
            ui.request_repaint();
        }
    }
}

/// What the wall is drawn with.
struct Drawn {
    palette: &'static Palette,
    text: WallType,
}

impl Drawn {
    fn body(&self) -> TextFormat {
        self.text.format(self.text.body(), self.palette.text)
    }

    fn bold(&self) -> TextFormat {
        self.text.bold_format(self.text.body(), self.palette.text)
    }

    fn small(&self) -> TextFormat {
        self.text.format(self.text.small(), self.palette.quiet)
    }

    fn title_ui(&self, ui: &mut Ui, essay: &str, items: usize) {
        ui.add_space(ui.available_height() / 4.0);
        self.statement_ui(ui, essay);
        ui.add_space(self.text.apart());
        let items = words::count(items, "question");
        label(ui, &format!("{items} to argue about"), self.small());
    }

    fn item_ui(&self, ui: &mut Ui, item: &ItemOnWall) {
        self.head_ui(ui, item);
        ui.add_space(self.text.apart());
        self.statement_ui(ui, &item.statement);
        if let Some(theory) = &item.theory {
            let whose = if item.is_negation { "The negation of a prediction by" } else { "Predicted by" };
            label(ui, &format!("{whose} {theory}"), self.small());
        }
        ui.add_space(self.text.apart());
        match &item.revealed {
            Some(revealed) => self.revealed_ui(ui, item, revealed),
            None => self.asked_ui(ui, item),
        }
    }

    /// Where the room is: the item on the left, the stage and the time on the right.
    fn head_ui(&self, ui: &mut Ui, item: &ItemOnWall) {
        ui.horizontal(|ui| {
            label(ui, &format!("{} of {}", item.number, item.of), self.small());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(countdown) = item.countdown {
                    label(ui, &words::seminar::minutes(countdown.seconds), self.bold());
                }
                label(ui, words::seminar::stage(item.stage), self.small());
            });
        });
    }

    /// A statement in the largest size that leaves room for the rest.
    fn statement_ui(&self, ui: &mut Ui, statement: &str) {
        let most = ui.ctx().content_rect().height().min(ui.max_rect().height()) * STATEMENT_SHARE;
        let sizes = self.text.statements();
        let set = |points: &f32| {
            let format = self.text.bold_format(*points, self.palette.text);
            galley(ui, statement, format)
        };
        let fitting = sizes.iter().map(set).find(|galley| galley.size().y <= most);
        let galley = fitting.unwrap_or_else(|| set(&sizes[sizes.len() - 1]));
        let response = ui.add(Label::new(galley));
        parts::name_heading(ui, &response, statement);
    }

    /// What is asked, and what can be answered; in a discussion what the theories expect.
    fn asked_ui(&self, ui: &mut Ui, item: &ItemOnWall) {
        label(ui, words::seminar::instruction(item.stage), self.body());
        ui.add_space(self.text.apart());
        if !item.stances.is_empty() {
            self.stances_ui(ui, item);
        } else if item.stage != Stage::Voted {
            self.answers_ui(ui, item.asked);
        }
    }

    /// The answers from best to worst, each in the colour that its bar will have.
    fn answers_ui(&self, ui: &mut Ui, asked: Asked) {
        for (place, answer) in words::seminar::answers(asked).enumerate() {
            ui.horizontal(|ui| {
                let size = Vec2::new(self.text.small(), self.text.line_height(self.text.small()));
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                ui.painter().circle_filled(rect.center(), rect.width() / 4.0, self.color(place));
                label(ui, answer, self.text.format(self.text.small(), self.palette.text));
            });
        }
    }

    /// The colour of the answer at a place.
    fn color(&self, place: usize) -> Color32 {
        Grade::ALL.get(place).map_or(self.palette.unscored, |grade| self.palette.grade(*grade))
    }

    fn stances_ui(&self, ui: &mut Ui, item: &ItemOnWall) {
        for (theory, stance) in &item.stances {
            let mut job = LayoutJob::single_section(format!("{theory} "), self.bold());
            job.append(words::seminar::stance(*stance), 0.0, self.body());
            ui.add(Label::new(job).wrap());
        }
        self.more_ui(ui, item.more_stances);
    }

    fn more_ui(&self, ui: &mut Ui, more: usize) {
        if more > 0 {
            label(ui, &format!("And {more} more"), self.small());
        }
    }

    fn revealed_ui(&self, ui: &mut Ui, item: &ItemOnWall, revealed: &Revealed) {
        self.bars_ui(ui, item.asked, &revealed.rounds);
        ui.add_space(self.text.apart());
        self.pair_ui(ui, "The room", words::seminar::reading(revealed.reading, item.asked));
        if let Some(essay) = &revealed.essay {
            self.pair_ui(ui, "The essay", essay);
        }
        if let Some(control) = revealed.control {
            label(ui, &words::seminar::consistent(control), self.small());
        }
    }

    fn pair_ui(&self, ui: &mut Ui, name: &str, value: &str) {
        let mut job = LayoutJob::single_section(format!("{name}: "), self.body());
        job.append(value, 0.0, self.bold());
        ui.add(Label::new(job).wrap());
    }

    /// How many gave each answer: a row an answer, a bar a vote, the later one strong.
    fn bars_ui(&self, ui: &mut Ui, asked: Asked, rounds: &[RoundOnWall]) {
        let most = rounds.iter().flat_map(|round| round.counts.places()).max().unwrap_or(0).max(1);
        let name_width = ui.available_width() * 0.34;
        for (place, answer) in asked.answers().into_iter().enumerate() {
            let name = words::answer(answer);
            ui.horizontal(|ui| {
                let names = Vec2::new(name_width, self.row_height(rounds.len()));
                ui.allocate_ui_with_layout(names, Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_width(name_width);
                    label(ui, name, self.text.format(self.text.small(), self.palette.text));
                });
                self.row_ui(ui, place, name, rounds, most);
            });
        }
        if rounds.len() > 1 {
            let key = rounds.iter().map(|round| words::seminar::round(round.round).to_lowercase());
            let key = key.collect::<Vec<_>>().join(" above, ");
            label(ui, &format!("The {key} below it"), self.small());
        }
    }

    fn row_height(&self, rounds: usize) -> f32 {
        if rounds > 1 { self.text.small() * 1.9 } else { self.text.small() * 1.4 }
    }

    fn row_ui(&self, ui: &mut Ui, place: usize, name: &str, rounds: &[RoundOnWall], most: u32) {
        let height = self.row_height(rounds.len());
        let (rect, response) =
            ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::hover());
        let said: Vec<String> = rounds
            .iter()
            .map(|round| format!("{} {}", words::seminar::round(round.round), round.counts.places()[place]))
            .collect();
        ui.accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Label);
            node.set_value(format!("{name}: {}", said.join(", ")));
        });
        let each = rect.height() / rounds.len().max(1) as f32;
        for (i, round) in rounds.iter().enumerate() {
            let top = rect.min.y + i as f32 * each;
            let row = Rect::from_min_max(pos2(rect.min.x, top), pos2(rect.max.x, top + each));
            let is_last = i + 1 == rounds.len();
            self.bar(ui, row, round.counts.places()[place], most, place, is_last);
        }
    }

    fn bar(&self, ui: &Ui, row: Rect, votes: u32, most: u32, place: usize, is_last: bool) {
        let color = self.color(place);
        // Room for the number behind the longest bar.
        let longest = row.width() - 4.0 * self.text.small();
        #[expect(clippy::cast_possible_truncation, reason = "a share of a bar")]
        let length = longest * (f64::from(votes) / f64::from(most)) as f32;
        let bar =
            Rect::from_min_size(row.min, Vec2::new(length, row.height())).shrink2(Vec2::new(0.0, size::THIN));
        if is_last {
            ui.painter().rect_filled(bar, size::CORNER, color);
        } else {
            let outline = Stroke::new(size::FOCUS, color);
            ui.painter().rect_stroke(bar, size::CORNER, outline, StrokeKind::Inside);
        }
        let points = row.height().min(self.text.small());
        let format = if is_last {
            self.text.bold_format(points, self.palette.text)
        } else {
            self.text.format(points, self.palette.quiet)
        };
        let number =
            ui.fonts_mut(|fonts| fonts.layout_job(LayoutJob::single_section(votes.to_string(), format)));
        let at = pos2(bar.max.x + self.text.between(), row.center().y - number.size().y / 2.0);
        ui.painter().galley(at, number, self.palette.text);
    }

    /// The essay's scoreboard beside the room's, from the first by the essay to the last.
    fn boards_ui(&self, ui: &mut Ui, rows: &[BoardRow], more: usize, readings: usize) {
        self.statement_ui(ui, "The essay and the room");
        let read = match readings {
            0 => "The room has read nothing yet".to_owned(),
            n => format!("The room's readings of {} in place of the essay's", words::count(n, "outcome")),
        };
        label(ui, &read, self.small());
        ui.add_space(self.text.apart());
        parts::region(ui, Role::Table, "Scoreboards", |ui| {
            let heads = ["Theory", "By the essay", "By the room", "Difference", "Defences"];
            self.board_row_ui(ui, heads.map(|head| vec![(head.to_owned(), self.small())]));
            for row in rows {
                self.board_ui(ui, row);
            }
        });
        self.more_ui(ui, more);
        ui.add_space(self.text.apart());
        label(
            ui,
            "Rank, then score from 0 to 1. The order is a way to ask questions. It is no finding.",
            self.small(),
        );
    }

    fn board_ui(&self, ui: &mut Ui, row: &BoardRow) {
        let change = words::seminar::rank_change(&row.essay, &row.room);
        let said = format!(
            "{}: by the essay {}, by the room {}, {change}, {}",
            row.theory,
            words::seminar::standing(&row.essay),
            words::seminar::standing(&row.room),
            words::count(row.rescues, "defence")
        );
        let is_moved = row.essay.rank != row.room.rank;
        let cells = [
            vec![(row.theory.clone(), self.bold())],
            self.place(&row.essay),
            self.place(&row.room),
            vec![(change, if is_moved { self.bold() } else { self.body() })],
            vec![(row.rescues.to_string(), self.body())],
        ];
        parts::region(ui, Role::Row, &said, |ui| self.board_row_ui(ui, cells));
    }

    /// A rank, strong, and the score beside it.
    fn place(&self, standing: &Standing) -> Vec<(String, TextFormat)> {
        let rank = standing.rank.map_or("–".to_owned(), |rank| rank.to_string());
        vec![(rank, self.bold()), (words::figure(standing.score), self.small())]
    }

    /// Cells side by side, each of pieces of text.
    fn board_row_ui(&self, ui: &mut Ui, cells: [Vec<(String, TextFormat)>; 5]) {
        let width = ui.available_width();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for (pieces, share) in cells.into_iter().zip(BOARD_COLUMNS) {
                let mut job = LayoutJob::default();
                for (i, (text, format)) in pieces.into_iter().enumerate() {
                    job.append(&text, if i > 0 { self.text.between() } else { 0.0 }, format);
                }
                let column = Vec2::new(share * width, 0.0);
                ui.allocate_ui_with_layout(column, Layout::top_down(Align::Min), |ui| {
                    ui.set_width(column.x);
                    ui.add(Label::new(job).wrap());
                });
            }
        });
    }
}

fn label(ui: &mut Ui, text: &str, format: TextFormat) {
    ui.add(Label::new(LayoutJob::single_section(text.to_owned(), format)).wrap());
}

fn galley(ui: &Ui, text: &str, format: TextFormat) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = ui.available_width();
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
