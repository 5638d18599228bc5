//! Stories of people at the window, told by the names that a screen reader would say.

mod columns;
mod export;
mod files;
mod history;
mod import;
mod keeping;
mod keys;
mod looks;
mod palette;
mod room;
mod room_kept;
mod room_laws;
mod seminar;
mod versions;
mod what_if;
mod window;
mod writing;
