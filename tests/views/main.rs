//! Stories about the single views, told through their accessible names.
#![cfg(feature = "gui")]

mod analysis;
mod essay;
mod find;
mod harness;
mod inspector;
mod matrix;
mod projector;
mod seminar_agenda;
mod seminar_figures;
mod seminar_rooms;
mod timeline;
