//! Stories of people at the window, told by the names that a screen reader would say.

mod columns;
mod files;
mod history;
mod keys;
mod looks;
mod seminar;
mod what_if;
mod window;
