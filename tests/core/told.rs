//! What is said of votes, in sentences.

use prescient::assess::votes::{Counts, RoomReading, Shift, swing};
use prescient::model::Asked;
use prescient::seminar::{Consistency, Figures};
use prescient::words::seminar::{consistent, moved, reading, told};

fn counts(grades: [u32; 5], cannot_decide: u32) -> Counts {
    Counts { grades, cannot_decide }
}

/// What is said of two votes by hands.
fn of_hands(first: Counts, second: Counts) -> Vec<String> {
    told(&Figures { shift: Some(Shift { first, second }), swing: None, control: None }, Asked::Reading)
}

#[test]
fn who_comes_to_cannot_decide_and_who_leaves_it_is_told() {
    let answers = [
        (Some(Some(0)), Some(Some(0))),
        (Some(Some(2)), Some(Some(1))),
        (Some(Some(1)), Some(Some(4))),
        (Some(Some(1)), Some(None)),
        (Some(None), Some(Some(3))),
        (Some(None), Some(Some(0))),
        (None, Some(Some(2))),
        (Some(Some(2)), None),
    ];
    let said = moved(&Shift::default(), Some(&swing(answers)), Asked::Reading);
    let expected = "By ballots: 1 person stayed, 1 moved up the scale, 1 down, 1 to “cannot decide”, 2 from “cannot \
                    decide”, 1 came, 1 left.";
    assert_eq!(said, expected);
    let said = moved(&Shift::default(), Some(&swing([(Some(Some(0)), Some(Some(0)))])), Asked::Reading);
    assert_eq!(said, "By ballots: 1 person stayed, 0 moved up the scale, 0 down.");
}

#[test]
fn by_hands_the_net_change_is_told() {
    let said = of_hands(counts([4, 0, 2, 0, 0], 0), counts([2, 0, 4, 0, 0], 1));
    assert_eq!(said[1], "Net change: occurred −2, mixed +2, cannot decide +1.");
}

#[test]
fn what_cannot_be_compared_is_not() {
    let too_few = "Too few votes on the five grades to compare the two votes.";
    assert_eq!(of_hands(counts([0; 5], 4), counts([0; 5], 5))[0], too_few, "no median stays at no median");
    assert_eq!(of_hands(counts([1, 0, 0, 0, 0], 0), counts([0, 0, 0, 0, 9], 0))[0], too_few);
    let said = of_hands(counts([3, 0, 1, 0, 0], 0), counts([0, 0, 4, 0, 0], 0));
    assert_eq!(said[0], "The median moved from occurred to mixed; the spread changed by −0.50 grades.");
}

#[test]
fn where_nobody_answered_both_nothing_is_said_of_consistency() {
    let said = |inconsistent, of| consistent(Consistency::Counted { inconsistent, of });
    assert_eq!(said(0, 0), "Statement and negation: nobody gave a grade to both.");
    assert_eq!(said(0, 9), "Statement and negation: none of 9 leaned to the same side on both.");
    assert_eq!(said(2, 9), "Statement and negation: 2 of 9 leaned to the same side on both.");
}

#[test]
fn a_vote_on_a_verdict_is_no_reading_in_words_either() {
    assert_eq!(reading(RoomReading::None, Asked::Verdict), "No verdict");
    assert_eq!(reading(RoomReading::None, Asked::Reading), "No reading");
}
