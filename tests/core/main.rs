//! The core through its public surface: the rules, their laws, files in and files out.

mod analysis;
mod analysis_laws;
mod analysis_trials;
mod ballots;
mod composing;
mod conditions;
mod course;
mod crash;
mod editing;
mod files;
mod generators;
mod hostile;
mod import;
mod killed;
mod laws;
mod recovery;
mod rooms;
mod rules;
mod saving;
mod seminar;
mod stamps;
mod told;
mod versions;
mod versions_laws;
mod votes;
mod world;
