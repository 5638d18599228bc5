//! The command line as its users meet it: every test runs the real binary.

mod analyse;
mod bad_input;
mod check;
mod compare;
mod diff;
mod export;
mod files;
mod handout;
mod import;
mod merge;
mod seminar;
mod support;
mod usage;
mod verdicts;
mod what_if;
