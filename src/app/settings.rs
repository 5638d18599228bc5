//! What the program remembers between two starts, besides the window's place.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::export::Choices;

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Theme {
    /// As the desktop says; light where it says nothing.
    #[default]
    System,
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}

/// Whether things may move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Motion {
    /// As the desktop says; full where it says nothing.
    #[default]
    System,
    /// They may.
    Full,
    /// Nothing moves.
    Less,
}

/// How the projector shows things.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wall {
    /// How much larger than designed its text is; 1 can be read from ten metres where the picture is two high.
    pub size: f32,
    /// Whether it shows light text on dark.
    pub is_dark: bool,
    /// The screen that it fills, from 0. Where there is no such screen it opens as a window, and stays where it is when
    /// it is open already.
    pub screen: usize,
}

impl Default for Wall {
    fn default() -> Self {
        Self { size: 1.0, is_dark: false, screen: 1 }
    }
}

/// The user's choices, kept from one start to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// Whether things may move.
    pub motion: Motion,
    /// How much larger than designed everything is; 1 is as designed.
    pub zoom: f32,
    /// The files that were open, those that a seminar has set aside included.
    pub files: Vec<PathBuf>,
    /// The seminar that was open.
    pub seminar: Option<PathBuf>,
    /// The files that stood beside it.
    pub beside: Vec<PathBuf>,
    /// The user's copy of the essay's text.
    pub essay_text: Option<PathBuf>,
    /// How the projector shows things.
    pub wall: Wall,
    /// What was exported last.
    pub export: Choices,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            motion: Motion::System,
            zoom: 1.0,
            files: Vec::new(),
            seminar: None,
            beside: Vec::new(),
            essay_text: None,
            wall: Wall::default(),
            export: Choices::default(),
        }
    }
}

/// The name under which the settings are stored.
const KEY: &str = "settings";

impl Settings {
    /// The settings of the last start; the default ones where there are none that can be read.
    pub fn remembered(storage: &dyn eframe::Storage) -> Self {
        storage.get_string(KEY).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Keeps the settings for the next start. As JSON, which the program reads anyway.
    pub fn remember(&self, storage: &mut dyn eframe::Storage) {
        if let Ok(text) = serde_json::to_string(self) {
            storage.set_string(KEY, text);
        }
    }
}
