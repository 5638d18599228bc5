//! The core through its public surface: the rules, their laws, files in and files out.

mod composing;
mod files;
mod laws;
mod rules;
mod saving;
mod seminar;
mod world;
