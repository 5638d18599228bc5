//! The minutes of a seminar: what was voted on and how, what discussions moved, what the room made of it, and how
//! failed predictions were defended.

use std::collections::HashMap;

use super::parts;
use crate::assess::votes::{Counts, Metric, median, spread, worth_discussing};
use crate::assess::{Assessment, Lens};
use crate::export::comparison::Comparison;
use crate::export::page::{Block, Cell, Place, Table, cells};
use crate::model::choice::Choice as _;
use crate::model::{Asked, Room, Round};
use crate::seminar::{
    AgreementFigures, Board, Boards, Compared, Course, Figures, Standing, boards, by_the_essay,
    predictions_by_id, statement,
};
use crate::words::seminar::agreement;
use crate::words::{self, seminar as told};

/// A seminar and what its minutes need to know of it.
struct Seminar<'a> {
    comparison: &'a Comparison,
    room: &'a Room,
    course: Course,
    /// The verdicts as the essay has it, without anybody's what-if.
    by_essay: Assessment,
}

/// The page.
pub(crate) fn page(comparison: &Comparison, room: &Room) -> Vec<Block> {
    let seminar = Seminar::new(comparison, room);
    let mut page = parts::top(comparison, "Minutes of a seminar");
    page.extend(seminar.when().map(Block::Paragraph));
    page.extend(seminar.overview());
    page.extend(seminar.agreement());
    page.extend((0..room.items().len()).flat_map(|item| seminar.item(item)));
    page.extend(seminar.scoreboards());
    page.extend(seminar.rescues());
    page
}

impl<'a> Seminar<'a> {
    fn new(comparison: &'a Comparison, room: &'a Room) -> Self {
        let Comparison { essay, theories, index, lens, .. } = comparison;
        let lens = Lens { attribution: lens.attribution, ..Lens::default() };
        let by_essay = index.assess(essay, theories, &lens);
        Self { comparison, room, course: Course::of(room), by_essay }
    }

    fn compared(&self) -> Compared<'_> {
        let Comparison { essay, theories, names, assessment, .. } = self.comparison;
        Compared { essay, theories, names, assessment, by_essay: Some(&self.by_essay) }
    }

    fn statement(&self, item: usize) -> String {
        statement(self.room, &self.course, item, &self.compared())
    }

    /// When it was held, as its log has it.
    fn when(&self) -> Option<String> {
        let (first, last) = (self.room.entries().first()?, self.room.entries().last()?);
        let day = |at: &str| at.split('T').next().unwrap_or_default().to_owned();
        let (first, last) = (day(&first.at), day(&last.at));
        Some(if first == last {
            format!("Held on {first}.")
        } else {
            format!("Held from {first} to {last}.")
        })
    }

    /// Each item in a line: what the room says, and what the essay says.
    fn overview(&self) -> [Block; 2] {
        const COLUMNS: [(&str, Place); 5] = [
            ("No.", Place::Right),
            ("Statement", Place::Left),
            ("First vote", Place::Left),
            ("Second vote", Place::Left),
            ("The room, and the essay", Place::Left),
        ];
        let heading = Block::Heading("What the room says".to_owned());
        if self.room.items().is_empty() {
            return [heading, Block::Paragraph("Nothing was on the agenda.".to_owned())];
        }
        let row = |item: usize| {
            let vote = |round| Cell::Lines(self.vote_in_short(item, round));
            vec![
                (item + 1).to_string().into(),
                self.statement(item).into(),
                vote(Round::First),
                vote(Round::Second),
                Cell::Lines(vec![
                    format!("Room: {}", self.reading(item)),
                    format!("Essay: {}", self.essay(item)),
                ]),
            ]
        };
        [heading, Block::Table(Table::new(&COLUMNS, 1, (0..self.room.items().len()).map(row).collect()))]
    }

    fn counts(&self, item: usize, round: Round) -> Option<Counts> {
        self.course.vote(item, round).map(|closed| closed.counts)
    }

    fn asked(&self, item: usize) -> Asked {
        self.room.items()[item].asked()
    }

    /// The median, and what it rests on.
    fn vote_in_short(&self, item: usize, round: Round) -> Vec<String> {
        let Some(counts) = self.counts(item, round) else { return vec!["–".to_owned()] };
        let votes = words::count(counts.total(), "vote");
        match median(&counts) {
            Some(grade) => vec![words::answer(self.asked(item).answers()[grade]).to_owned(), votes],
            None => vec!["No grade".to_owned(), votes],
        }
    }

    fn reading(&self, item: usize) -> &'static str {
        self.course.reading(item).map_or("no vote", |reading| told::reading(reading, self.asked(item)))
    }

    fn essay(&self, item: usize) -> String {
        by_the_essay(&self.room.items()[item], &self.compared())
    }

    /// How far the room agrees over all items, by its last vote.
    fn agreement(&self) -> Vec<Block> {
        let figures = AgreementFigures::of(self.room, &self.course);
        let latest = figures.latest().and_then(|round| Some((round, round.by(Metric::Ordinal)?)));
        let Some((round, figure)) = latest else { return Vec::new() };
        let headline =
            format!("{}: {}.", told::round(round.round), agreement::headline(figure).to_lowercase());
        let mut section = vec![Block::Heading("How far it agrees".to_owned()), Block::Paragraph(headline)];
        if figure.agreement.telling().is_none() {
            section.push(Block::Paragraph(agreement::why_none(figure)));
            return section;
        }
        let working = &figure.agreement.working;
        let mut sentences = vec![agreement::rests_on(working), agreement::interval_told(figure).to_owned()];
        if figure.interval.is_some() {
            sentences.push(agreement::drawn_anew(self.room.seed.unwrap_or_default(), working.units));
        }
        sentences.push(agreement::RULES_OF_THUMB.to_owned());
        section.push(Block::Items(sentences));
        section
    }

    /// An item with its votes, and what they say.
    fn item(&self, item: usize) -> Vec<Block> {
        let mut section = vec![Block::Heading(format!("{}. {}", item + 1, self.statement(item)))];
        section.push(Block::Paragraph(self.about(item)));
        let rounds: Vec<(Round, Counts)> =
            Round::ALL.iter().filter_map(|round| Some((*round, self.counts(item, *round)?))).collect();
        if rounds.is_empty() {
            section.push(Block::Paragraph("No vote on it was closed.".to_owned()));
            return section;
        }
        section.push(Block::Table(self.votes(item, &rounds)));
        let figures = Figures::of(self.room, &self.course, item);
        let last =
            rounds.last().map(|(_, counts)| told::discussion_advice(worth_discussing(counts)).to_owned());
        let corrections = self.corrections(item);
        section.push(Block::Items(
            told::told(&figures, self.asked(item)).into_iter().chain(last).chain(corrections).collect(),
        ));
        section
    }

    /// What was asked, of whose claim, and what became of it.
    fn about(&self, item: usize) -> String {
        let own = &self.room.items()[item];
        let about = match (&own.outcome, &own.prediction) {
            (Some(outcome), _) => format!("an outcome of the essay [{outcome}]"),
            (_, Some(prediction)) => self.prediction(prediction.ids()),
            (None, None) => "nothing in the documents".to_owned(),
        };
        let control = self.course.negated(item).map(|negated| {
            format!(" A control: the negation of item {}. Its reading never counts.", negated + 1)
        });
        format!(
            "{} It is about {about}. The room: {}. The essay: {}.{}",
            told::question(own.asked()),
            self.reading(item).to_lowercase(),
            self.essay(item).to_lowercase(),
            control.unwrap_or_default()
        )
    }

    fn prediction(&self, (theory, id): (&str, &str)) -> String {
        let theories = &self.comparison.theories;
        let name = theories.iter().position(|own| own.id.as_str() == theory);
        let name = name.map_or(theory, |at| self.comparison.names[at].as_str());
        format!("a prediction of {name} [{id}]")
    }

    /// How often each answer was given.
    fn votes(&self, item: usize, rounds: &[(Round, Counts)]) -> Table {
        let heads = rounds.iter().map(|(round, _)| (told::round(*round), Place::Right));
        let columns: Vec<(&str, Place)> = std::iter::once(("Answer", Place::Left)).chain(heads).collect();
        let answers = told::answers(self.asked(item)).enumerate().map(|(place, answer)| {
            let votes = rounds.iter().map(|(_, counts)| Cell::from(counts.at(place).to_string()));
            std::iter::once(Cell::from(answer)).chain(votes).collect()
        });
        let figure = |name: &str, of: &dyn Fn(&Counts) -> String| {
            let figures = rounds.iter().map(|(_, counts)| Cell::from(of(counts)));
            std::iter::once(Cell::from(name)).chain(figures).collect::<Vec<Cell>>()
        };
        let spread =
            |counts: &Counts| spread(counts).map_or("none".to_owned(), |spread| format!("{spread:.2}"));
        let discussion = |counts: &Counts| told::discussion(worth_discussing(counts)).to_owned();
        let figures = [figure("Spread, in grades", &spread), figure("Worth discussing", &discussion)];
        Table::new(&columns, 0, answers.chain(figures).collect())
    }

    /// Why votes on an item were corrected.
    fn corrections(&self, item: usize) -> Vec<String> {
        let id = &self.room.items()[item].id;
        let entries = self.room.entries().iter().filter(|entry| entry.item.as_ref() == Some(id));
        let corrections = entries.filter_map(|entry| {
            let vote = entry.vote.as_ref()?;
            let reason = vote.correction.as_ref()?;
            Some(format!("{} corrected: {reason}", told::round(vote.round)))
        });
        corrections.collect()
    }

    /// Where the theories stand by the essay and by the room, with and without what was rescued.
    fn scoreboards(&self) -> Vec<Block> {
        let Comparison { essay, theories, index, lens, names, .. } = self.comparison;
        let boards = boards(index, essay, theories, lens, self.room, &self.course);
        let mut section = vec![
            Block::Heading("Scoreboards".to_owned()),
            Block::Paragraph(format!("{}.", told::leads(&boards, names))),
            Block::Paragraph(told::readings_told(&boards)),
            Block::Table(standings(&boards, names)),
            Block::Paragraph(told::ORDER_IS_NO_FINDING.to_owned()),
        ];
        if boards.rescues.iter().any(|rescues| *rescues > 0) {
            section.push(Block::Paragraph(told::WITHOUT_RESCUED.to_owned()));
        }
        section
    }

    /// How failed predictions were defended.
    fn rescues(&self) -> [Block; 2] {
        const COLUMNS: [(&str, Place); 4] = [
            ("Theory", Place::Left),
            ("Prediction", Place::Left),
            ("Defence", Place::Left),
            ("In a sentence", Place::Left),
        ];
        let places = predictions_by_id(&self.comparison.theories);
        let said = self.room.defences().iter().filter(|rescue| rescue.is_said());
        let rows: Vec<Vec<Cell>> = said
            .map(|rescue| {
                let (name, statement) = self.defended(&places, rescue.prediction.ids());
                cells([name, statement, told::defence(rescue.defence).to_owned(), rescue.sentence.clone()])
            })
            .collect();
        let heading = Block::Heading("Defences of predictions that failed".to_owned());
        if rows.is_empty() {
            return [heading, Block::Paragraph("No prediction was defended.".to_owned())];
        }
        [heading, Block::Table(Table::new(&COLUMNS, 1, rows))]
    }

    /// The theory of a prediction, and what it says.
    fn defended(
        &self,
        places: &HashMap<(&str, &str), (usize, usize)>,
        (theory, id): (&str, &str),
    ) -> (String, String) {
        match places.get(&(theory, id)) {
            Some((at, position)) => (
                self.comparison.names[*at].clone(),
                self.comparison.theories[*at].predictions[*position].statement.clone(),
            ),
            None => (theory.to_owned(), id.to_owned()),
        }
    }
}

fn standings(boards: &Boards, names: &[String]) -> Table {
    const COLUMNS: [(&str, Place); 6] = [
        ("Theory", Place::Left),
        ("By the essay: rank, score", Place::Left),
        ("By the room: rank, score", Place::Left),
        ("By the essay, without rescued", Place::Left),
        ("By the room, without rescued", Place::Left),
        ("Rescues", Place::Right),
    ];
    let row = |(theory, name): (usize, &String)| {
        let standing = |board: &[Standing]| told::standing(&board[theory]);
        let of = |board: &Board| [standing(&board.all), standing(&board.without_rescued)];
        let ([essay, essay_without], [room, room_without]) = (of(&boards.essay), of(&boards.room));
        cells([name.clone(), essay, room, essay_without, room_without, boards.rescues[theory].to_string()])
    };
    Table::new(&COLUMNS, 0, names.iter().enumerate().map(row).collect())
}
