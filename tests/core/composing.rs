//! Which theories stand side by side when some share an id.

use prescient::store::{Notice, compose};

use crate::world::{essay, judge, theory};

/// Composes theories by their ids, and tells where each column comes from, under what name it is
/// judged, and what the user is told.
#[track_caller]
fn check(built_in: &[&str], own: &[&str], columns: &[(&str, &str)], notices: &[&str]) {
    let from = |origin: &str, ids: &[&str]| {
        let sourced =
            ids.iter().enumerate().map(|(number, id)| (format!("{origin} {number}"), theory(id, &[])));
        sourced.collect::<Vec<_>>()
    };
    let composed = compose(from("built-in", built_in), from("own", own));
    let theories: Vec<_> = composed.theories.iter().map(|(_, theory)| theory.clone()).collect();
    let names = judge(&essay(&[]), &theories).theories.into_iter().map(|theory| theory.id);
    let found: Vec<_> = composed.theories.iter().map(|(source, _)| source.clone()).zip(names).collect();
    let found: Vec<_> = found.iter().map(|(source, name)| (source.as_str(), name.as_str())).collect();
    assert_eq!(found, columns);
    let told: Vec<_> = composed
        .notices
        .iter()
        .map(|notice| match notice {
            Notice::Replaces { source, id } => format!("{source} replaces {id}"),
            Notice::JoinsAs { source, id, name } => format!("{source}: {id} joins as {name}"),
        })
        .collect();
    assert_eq!(told, notices);
}

#[test]
fn own_theories_stand_after_the_built_in_ones() {
    check(
        &["a", "b"],
        &["d", "c"],
        &[("built-in 0", "a"), ("built-in 1", "b"), ("own 0", "d"), ("own 1", "c")],
        &[],
    );
    check(&[], &["a"], &[("own 0", "a")], &[]);
}

#[test]
fn an_own_theory_takes_the_column_of_the_built_in_one_with_its_id() {
    check(&["a", "b"], &["a"], &[("own 0", "a"), ("built-in 1", "b")], &["own 0 replaces a"]);
}

#[test]
fn further_theories_with_a_taken_id_join_under_names_of_their_own() {
    check(
        &["a"],
        &["a", "b", "a", "a", "b"],
        &[("own 0", "a"), ("own 1", "b"), ("own 2", "a~2"), ("own 3", "a~3"), ("own 4", "b~2")],
        &["own 0 replaces a", "own 2: a joins as a~2", "own 3: a joins as a~3", "own 4: b joins as b~2"],
    );
}
