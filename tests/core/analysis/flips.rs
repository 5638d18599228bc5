//! What would change the leader.

use std::ops::Range;

use prescient::assess::{Flips, Formula, LISTED_FLIPS};
use prescient::model::Reported::{self, DidNotOccur, Mixed, MostlyNot, MostlyOccurred, Occurred};

use super::{Case, analysed, each};
use crate::world::{Claim, forecast};

/// A set of changed readings: outcomes by id, the leader and the rival.
type Told<'a> = (Vec<(&'a str, Reported)>, &'a str, &'a str);

fn told<'a>(case: &'a Case, flips: &Flips) -> Vec<Told<'a>> {
    let name = |theory: usize| case.theories[theory].id.as_str();
    let sets = flips.sets.iter().map(|flip| {
        let readings = flip.readings.iter().map(|(outcome, reading)| (case.outcome(*outcome), *reading));
        (readings.collect(), name(flip.leader), name(flip.rival))
    });
    sets.collect()
}

/// Checks the sets, all of which are listed.
#[track_caller]
fn check(outcomes: &[&str], theories: &[(&str, &[Claim])], size: Option<usize>, expected: &[Told<'_>]) {
    let case = analysed(outcomes, theories);
    let flips = &case.analysis.flips;
    assert_eq!((flips.size, flips.more, flips.is_more_at_least), (size, 0, false));
    assert_eq!(told(&case, flips), expected);
}

#[test]
fn one_changed_reading_is_told_in_the_mildest_grade_that_is_enough() {
    // one: 3.75 / 4, two: 3.5 / 4, a lead of 0.0625. d at 0.5 or e at 0.75 only levels them.
    let outcomes = ["a occurred", "b occurred", "c occurred", "d mostly-occurred", "e mixed"];
    let (one, two) = (each(&["+a", "+b", "+c", "+d"]), each(&["+a", "+b", "+c", "+e"]));
    let expected = [(vec![("d", MostlyNot)], "one", "two"), (vec![("e", Occurred)], "one", "two")];
    check(&outcomes, &[("one", &one), ("two", &two)], Some(1), &expected);
}

#[test]
fn what_works_for_both_alike_is_in_no_set() {
    // The same with a, b and c bet on the other way: they are as useless as before.
    let outcomes = ["a did-not-occur", "b did-not-occur", "c did-not-occur", "d mostly-occurred", "e mixed"];
    let (one, two) = (each(&["-a", "-b", "-c", "+d"]), each(&["-a", "-b", "-c", "+e"]));
    let expected = [(vec![("d", MostlyNot)], "one", "two"), (vec![("e", Occurred)], "one", "two")];
    check(&outcomes, &[("one", &one), ("two", &two)], Some(1), &expected);
}

#[test]
fn two_readings_are_told_where_no_single_one_is_enough() {
    // one: 4 / 4, two: 3 / 4. c and d can bring two 0.25 each, which levels them; e and f 0.125 each.
    // So every pair but e and f. In c and d 0.25 is to spare: c spares 0.1875 of it, and then d must go. In c and
    // e 0.125 is to spare: c spares 0.0625, and half of e would again only level them.
    let outcomes = ["a occurred", "b occurred", "c occurred", "d occurred", "e mixed", "f mixed"];
    let (one, two) = (each(&["+a", "+b", "+c", "+d"]), each(&["+a", "+b", "+e", "+f"]));
    let pair = |readings: [(&'static str, Reported); 2]| (readings.to_vec(), "one", "two");
    let expected = [
        pair([("c", MostlyOccurred), ("d", DidNotOccur)]),
        pair([("c", MostlyNot), ("e", Occurred)]),
        pair([("c", MostlyNot), ("f", Occurred)]),
        pair([("d", MostlyNot), ("e", Occurred)]),
        pair([("d", MostlyNot), ("f", Occurred)]),
    ];
    check(&outcomes, &[("one", &one), ("two", &two)], Some(2), &expected);
}

#[test]
fn weights_decide_what_a_reading_can_bring() {
    // one: 3 / 3, two: 2 / 3. c can bring 1/3, which levels them; e 0.25, f 0.0833: so c with e or f.
    // With f 0.0833 is to spare. f has less to bring, so it gives way first: 0.0625 of it. c must go whole.
    // With e 0.25 is to spare: e keeps 0.1875, and c must go whole, since a quarter of it is 0.0833.
    let outcomes = ["a occurred", "b occurred", "c occurred", "e did-not-occur", "f did-not-occur"];
    let (one, two) = (each(&["+a", "+b", "+c"]), each(&["+a", "+b", "+e*3 +f"]));
    let expected = [
        (vec![("c", DidNotOccur), ("e", MostlyNot)], "one", "two"),
        (vec![("c", DidNotOccur), ("f", MostlyNot)], "one", "two"),
    ];
    check(&outcomes, &[("one", &one), ("two", &two)], Some(2), &expected);
}

#[test]
fn two_bets_of_a_theory_on_one_outcome_work_together() {
    // two bets on e twice, in two forecasts: 2 / 4 now, 4 / 4 if e occurred. one: 3.75 / 4 and no bet on e.
    let outcomes = ["a occurred", "b occurred", "c occurred", "d mostly-occurred", "e did-not-occur"];
    let (one, two) = (each(&["+a", "+b", "+c", "+d"]), each(&["+a", "+b", "+e", "+e"]));
    let expected = [(vec![("e", Occurred)], "one", "two")];
    check(&outcomes, &[("one", &one), ("two", &two)], Some(1), &expected);
}

#[test]
fn theories_with_the_same_bets_are_never_parted() {
    let same = each(&["+a", "-b", "+c"]);
    let outcomes = ["a occurred", "b occurred", "c mixed"];
    check(&outcomes, &[("one", &same), ("two", &same)], None, &[]);
}

#[test]
fn a_leader_without_ranked_rivals_stays() {
    let outcomes = ["a occurred", "b occurred", "c occurred"];
    check(&outcomes, &[("one", &each(&["+a", "+b", "+c"])), ("quiet", &each(&["+a", "+b"]))], None, &[]);
    check(&outcomes, &[("quiet", &each(&["+a", "+b"]))], None, &[]);
    check(&outcomes, &[], None, &[]);
    check(&[], &[("one", &each(&["+a", "+b", "+c"]))], None, &[]);
}

#[test]
fn of_two_leaders_either_can_be_overtaken() {
    // one and two: 3 / 3; three: 2 / 3, which one reading can only bring level with them.
    let outcomes = ["a occurred", "b occurred", "c occurred", "d occurred", "e did-not-occur"];
    let theories = [
        ("one", &each(&["+a", "+b", "+c"])[..]),
        ("two", &each(&["+a", "+b", "+d"])),
        ("three", &each(&["+a", "+b", "+e"])),
    ];
    let expected = [(vec![("c", MostlyOccurred)], "one", "two"), (vec![("d", MostlyOccurred)], "two", "one")];
    check(&outcomes, &theories, Some(1), &expected);
}

#[test]
fn a_set_that_serves_several_rivals_is_told_once_with_the_nearest_reading_and_who_is_then_first() {
    // one: 2.75 / 3; b-up and c-down: 2.5 / 3 each, one hoping that o occurred, one that it did not.
    // d at 0.25 puts both above, o at an end the one that hopes for it; of equals the first by name is told.
    let outcomes = ["a occurred", "b occurred", "d mostly-occurred", "o mixed"];
    let (up, down) = (each(&["+a", "+b", "+o"]), each(&["+a", "+b", "-o"]));
    let theories = [("one", &each(&["+a", "+b", "+d"])[..]), ("c-down", &down), ("b-up", &up)];
    let expected = [(vec![("d", MostlyNot)], "one", "b-up"), (vec![("o", Occurred)], "one", "b-up")];
    check(&outcomes, &theories, Some(1), &expected);

    // Another rival, who is closer to the leader, needs less of either.
    let eager = each(&["+a -o", "+b -o", "+a", "+b"]);
    let theories = [theories[0], theories[1], theories[2], ("z-eager", &eager)];
    // z-eager: (0.75 + 0.75 + 1 + 1) / 4 = 0.875, and 0.9375 if o mostly did not occur, above the 0.9167 of one. d at
    // 0.5 puts one at 0.8333, below it.
    let expected = [(vec![("d", Mixed)], "one", "z-eager"), (vec![("o", MostlyNot)], "one", "z-eager")];
    check(&outcomes, &theories, Some(1), &expected);
}

#[test]
fn of_more_than_twenty_sets_the_first_in_the_essays_order_are_listed() {
    // two lags by 1/300, and one has 25 bets of 1/75 each. z is worth 1/300, which levels them, and so is a
    // quarter of one's bets: half of one is needed.
    let many: Vec<String> = (0..25).map(|number| format!("o{number:02}")).collect();
    let reported = many.iter().map(|id| format!("{id} occurred"));
    let outcomes: Vec<String> = ["z did-not-occur", "a occurred", "b occurred", "c occurred"]
        .map(str::to_owned)
        .into_iter()
        .chain(reported)
        .rev()
        .collect();
    let outcomes: Vec<&str> = outcomes.iter().map(String::as_str).collect();
    let bets: Vec<String> = many.iter().map(|id| format!("+{id}")).collect();
    let case = analysed(
        &outcomes,
        &[("one", &each(&["+a", "+b", &bets.join(" ")])), ("two", &each(&["+a", "+b", "+c*99 +z"]))],
    );
    let flips = &case.analysis.flips;
    assert_eq!((flips.size, flips.sets.len(), flips.more), (Some(1), LISTED_FLIPS, 5));
    let expected: Vec<Told<'_>> =
        many.iter().rev().take(20).map(|id| (vec![(id.as_str(), Mixed)], "one", "two")).collect();
    assert_eq!(told(&case, flips), expected);
}

#[test]
fn theories_of_one_id_are_told_apart() {
    // The second is called same~2, which comes after same: of two rivals who do equally well the first is told.
    let outcomes = ["a occurred", "b occurred", "c occurred", "d mixed"];
    let (lead, lag) = (each(&["+a", "+b", "+c"]), each(&["+a", "+b", "+d"]));
    let case = analysed(&outcomes, &[("same", &lag), ("same", &lead), ("same", &lag)]);
    let flips: Vec<_> = case.analysis.flips.sets.iter().map(|flip| (flip.leader, flip.rival)).collect();
    assert_eq!(case.analysis.flips.size, Some(1));
    assert_eq!(flips, [(1, 0)]);
    assert_eq!(case.analysis.leaders(Formula::Score).collect::<Vec<_>>(), [1]);
    assert_eq!(case.analysis.runners_up(Formula::Score).collect::<Vec<_>>(), [0, 2]);
}

/// An essay that reports so many outcomes, `o0` and on, each so.
fn outcomes(n: usize, reported: &str) -> Vec<String> {
    (0..n).map(|number| format!("o{number} {reported}")).collect()
}

/// Bets on these outcomes, all `+` or all `-`.
fn notation(sign: char, outcomes: Range<usize>) -> String {
    outcomes.map(|number| format!("{sign}o{number}")).collect::<Vec<_>>().join(" ")
}

/// A forecast with these bets.
fn bets(sign: char, outcomes: Range<usize>) -> Claim {
    forecast(&notation(sign, outcomes))
}

fn texts(outcomes: &[String]) -> Vec<&str> {
    outcomes.iter().map(String::as_str).collect()
}

#[test]
fn ten_thousand_sets_are_counted_and_more_are_told_as_more() {
    #[track_caller]
    fn check(n: usize, counted: usize, is_more: bool) {
        // one is right in all, two in nothing; each reading at its other end brings two 2 / n.
        let outcomes = outcomes(n, "occurred");
        let (all, none) = (vec![bets('+', 0..n); 3], vec![bets('-', 0..n); 3]);
        let case = analysed(&texts(&outcomes), &[("one", &all), ("two", &none)]);
        let flips = &case.analysis.flips;
        assert_eq!((flips.size, flips.sets.len()), (Some(n / 2 + 1), LISTED_FLIPS), "{n}");
        assert_eq!((flips.sets.len() + flips.more, flips.is_more_at_least), (counted, is_more), "{n}");
    }
    // 8 out of 14 and 9 out of 16: 3,003 and 11,440 ways.
    check(14, 3_003, false);
    check(16, 10_000, true);
}

#[test]
fn the_first_sets_are_listed_of_every_rival_however_many_another_has() {
    // The third forecasts have weights of 1000 in all; in units of one of them, one leads by 2.5. That lead is made
    // of 25 bets of a tenth, so only three of the rivals' own bets of one turn it: early has 10 of them,
    // which come first in the essay, late 100, which are more than can be counted.
    let mut reported = outcomes(110, "did-not-occur");
    reported.extend((0..25).map(|number| format!("s{number} occurred")));
    reported.extend(["yes occurred", "no did-not-occur", "more-no did-not-occur"].map(str::to_owned));
    let tenths: Vec<String> = (0..25).map(|number| format!("+s{number}*0.1")).collect();
    let theory = |rest: &str| each(&["+yes", "+yes", &format!("+yes*900 {rest}")]);
    let one = theory(&format!("+no*90 +more-no*7.5 {}", tenths.join(" ")));
    let (late, early) =
        (theory(&notation('+', 10..110)), theory(&format!("+no*90 {}", notation('+', 0..10))));
    let case = analysed(&texts(&reported), &[("one", &one), ("a-late", &late), ("b-early", &early)]);
    let flips = &case.analysis.flips;
    assert_eq!((flips.size, flips.more, flips.is_more_at_least), (Some(3), 10_000 - LISTED_FLIPS, true));
    let found: Vec<Vec<usize>> =
        flips.sets.iter().map(|flip| flip.readings.iter().map(|(outcome, _)| *outcome).collect()).collect();
    let after_0 = (1..9).flat_map(|second| (second + 1..10).map(move |third| vec![0, second, third]));
    assert_eq!(found, after_0.take(LISTED_FLIPS).collect::<Vec<_>>());
    assert!(told(&case, flips).iter().all(|(_, leader, rival)| (*leader, *rival) == ("one", "b-early")));
}

#[test]
fn hundreds_of_leaders_are_analysed_at_once() {
    // All are right in all that they expect. Each outcome serves some of them and not others, so any of 60
    // readings parts some pair.
    let outcomes = outcomes(60, "occurred");
    let names: Vec<String> = (0..400).map(|number| format!("t{number:03}")).collect();
    let claims: Vec<Vec<Claim>> = (0..400)
        .map(|number| (number..number + 20).map(|at| bets('+', at % 60..at % 60 + 1)).collect())
        .collect();
    let theories: Vec<(&str, &[Claim])> =
        names.iter().map(String::as_str).zip(claims.iter().map(Vec::as_slice)).collect();
    let case = analysed(&texts(&outcomes), &theories);
    let flips = &case.analysis.flips;
    assert_eq!((flips.size, flips.sets.len(), flips.more), (Some(1), LISTED_FLIPS, 40));
    // o0 is the concern of 20 in 60. The first by name of those it hurts, and of those it does not.
    assert_eq!(told(&case, flips)[0], (vec![("o0", MostlyOccurred)], "t000", "t001"));
}

#[test]
fn a_set_too_long_to_read_is_told_with_its_size() {
    // As above: half of 3,000 outcomes and one more.
    let outcomes = outcomes(3_000, "occurred");
    let (all, none) = (vec![bets('+', 0..3_000); 3], vec![bets('-', 0..3_000); 3]);
    let case = analysed(&texts(&outcomes), &[("one", &all), ("two", &none)]);
    let flips = &case.analysis.flips;
    assert_eq!((flips.size, flips.sets.len(), flips.is_more_at_least), (Some(1_501), 1, true));
    let readings = flips.sets[0].readings.iter().map(|(outcome, _)| *outcome);
    assert!(readings.eq(0..1_501));
}
