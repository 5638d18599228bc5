//! Stories about the inspector, the essay, the timeline and the search, told through their accessible names.
#![cfg(feature = "gui")]

mod essay;
mod find;
mod harness;
mod inspector;
mod timeline;
