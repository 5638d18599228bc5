use super::*;
use crate::assess::{AttributionFilter, Lens, assess};
use crate::model::json::Progress;
use crate::store::{self, builtin};

/// What is laid out.
struct Compared {
    essay: Arc<Essay>,
    theories: Vec<Arc<Theory>>,
    assessment: Assessment,
}

impl Compared {
    fn new(theories: Vec<Arc<Theory>>, attribution: AttributionFilter) -> Self {
        let essay = builtin::essay();
        let assessment = assess(&essay, &theories, &Lens { attribution, ..Lens::default() });
        Self { essay, theories, assessment }
    }

    fn lay_out(&self, columns: &[usize]) -> Arc<Layout> {
        layout(&self.essay, &self.theories, &self.assessment, columns)
    }
}

fn built_in() -> (Compared, Arc<Layout>) {
    let compared = Compared::new(builtin::theories(), AttributionFilter::All);
    let layout = compared.lay_out(&[0, 1, 2, 3, 4]);
    (compared, layout)
}

/// The bar of a built-in prediction, from where to where, in whole years, and where its verdict stands.
#[track_caller]
fn check(theory: &str, id: &str, from: f64, made: f64, to: f64) {
    let (compared, layout) = built_in();
    let lane = layout.lanes.iter().find(|l| compared.theories[l.theory].id.as_str() == theory);
    let lane = lane.unwrap();
    let predictions = &compared.theories[lane.theory].predictions;
    let bar = lane.bars.iter().find(|bar| predictions[bar.position].id.as_str() == id).unwrap();
    let found = [bar.time().from, bar.made, bar.time().to];
    for (found, expected) in found.into_iter().zip([from, made, to]) {
        assert!((found - expected).abs() < 0.01, "{id}: {bar:?}");
    }
}

#[test]
fn foresight_runs_on_to_the_day_it_is_due_or_to_the_last_of_its_outcomes() {
    check("brzezinski", "china-stays-regional", 1997.5, 1997.5, 2021.0);
    check("brzezinski", "ukraine-is-the-hinge", 1997.5, 1997.5, 2022.0 + 2.0 / 12.0);
}

#[test]
fn what_the_essay_reports_has_come_out_by_its_last_day() {
    check("brzezinski", "russia-is-the-challenger", 1997.5, 1997.5, 2024.0 + 5.0 / 12.0);
}

#[test]
fn hindsight_runs_back_to_where_its_first_outcome_had_begun() {
    let made = 2024.0 + 4.5 / 12.0;
    check("multipolarity", "not-a-junior-partner", 2024.0, made, made);
}

#[test]
fn every_prediction_that_takes_part_has_one_place_and_no_two_share_it() {
    let (compared, layout) = built_in();
    for lane in &layout.lanes {
        let mut places: Vec<usize> = lane.rows.iter().flatten().copied().collect();
        places.sort_unstable();
        assert_eq!(
            places,
            (0..compared.assessment.theories[lane.theory].predictions.len()).collect::<Vec<_>>()
        );
        for row in &lane.rows {
            assert!(row.windows(2).all(|pair| lane.bars[pair[0]].time().to < lane.bars[pair[1]].time().from));
        }
    }
    let places: Vec<usize> = layout.outcomes.iter().flat_map(|dated| dated.positions.clone()).collect();
    assert_eq!(places.len(), compared.essay.outcomes.len());
    assert_eq!(layout.left_out, 0);
}

#[test]
fn a_bar_leads_forward_for_foresight_and_back_for_hindsight() {
    let (compared, layout) = built_in();
    for lane in &layout.lanes {
        for bar in &lane.bars {
            let timing = compared.assessment.theories[lane.theory].prediction(bar.position).unwrap().timing;
            let (back, forward) = (bar.back.is_some(), bar.forward.is_some());
            let expected = match timing {
                Some(PredictionTiming::Foresight) => (false, true),
                Some(PredictionTiming::Hindsight) => (true, false),
                Some(PredictionTiming::Mixed) => (true, true),
                None => (false, false),
            };
            assert_eq!((back, forward), expected, "{bar:?}");
        }
    }
}

#[test]
fn the_built_in_set_is_seen_from_mackinder_to_the_open_future_or_since_1990() {
    let (_, layout) = built_in();
    assert!((1895.0..1904.0).contains(&layout.whole.from) && (2050.0..2060.0).contains(&layout.whole.to));
    assert!(layout.since.is_some_and(|since| (since.from - 1990.0).abs() < 1e-9), "{:?}", layout.since);
}

#[test]
fn the_order_of_lanes_is_that_of_the_columns_and_the_filter_leaves_out() {
    let compared = Compared::new(builtin::theories(), AttributionFilter::Essay);
    let layout = compared.lay_out(&[3, 0]);
    assert_eq!(layout.lanes.iter().map(|lane| lane.theory).collect::<Vec<_>>(), [3, 0]);
    let shown: usize = layout.lanes.iter().map(|lane| lane.bars.len()).sum();
    let expected = [3, 0].map(|theory| compared.assessment.theories[theory].predictions.len());
    assert_eq!(shown, expected.iter().sum::<usize>());
}

#[test]
fn no_theory_at_all_is_laid_out_too() {
    let layout = built_in().0.lay_out(&[]);
    assert!(layout.lanes.is_empty() && layout.whole.length() > 1.0 && layout.since.is_none());
}

#[test]
fn dates_at_the_ends_of_the_calendar_are_laid_out() {
    let made = ["-9999", "9999", "-9999/9999", "0000"];
    let predictions: Vec<String> = made
        .iter()
        .enumerate()
        .map(|(i, made)| {
            format!(
                r#"{{"id": "p{i}", "statement": "So it goes", "kind": "forecast", "made": "{made}",
            "attribution": {{"essay": [1]}}}}"#
            )
        })
        .collect();
    let theory = format!(
        r#"{{"format": "prescient-theory/1", "id": "long", "name": "Long", "short_name": "Long",
        "theorist": "Nobody", "year": "0", "predictions": [{}]}}"#,
        predictions.join(",")
    );
    let loaded = store::parse::<Theory>(theory.as_bytes(), None, &Progress::default());
    let theory = Arc::new(loaded.document.unwrap());
    let layout = Compared::new(vec![theory], AttributionFilter::All).lay_out(&[0]);
    assert_eq!(layout.lanes[0].bars.len(), 4);
    assert!(layout.whole.from < -9999.0 && layout.whole.to > 9999.0);
}
