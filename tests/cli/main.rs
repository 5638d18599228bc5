//! The command line as its users meet it: every test runs the real binary.

mod bad_input;
mod check;
mod compare;
mod files;
mod seminar;
mod support;
mod usage;
mod verdicts;
