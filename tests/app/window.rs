//! The window without a screen: the real app, driven by accessible names.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use eframe::egui::{Event, Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::shell::App;
use prescient::app::{Settings, State};

/// The window with the files of its user.
pub struct Window {
    pub harness: Harness<'static, App>,
}

impl Window {
    /// Opens the window as designed, 1280 by 800, with nothing remembered.
    pub fn open() -> Self {
        Self::with(Vec2::new(1280.0, 800.0), Settings::default(), &[])
    }

    /// Opens the window with files named on the command line.
    pub fn with_files(files: &[PathBuf]) -> Self {
        Self::with(Vec2::new(1280.0, 800.0), Settings::default(), files)
    }

    /// Opens the window with files, keeping unsaved work in this folder, and offering what is left there.
    pub fn recovering(root: &Path, files: &[PathBuf]) -> Self {
        Self::made(root, files, |app| app)
    }

    /// The same, keeping unsaved work also when this process fails.
    pub fn watched(root: &Path, files: &[PathBuf]) -> Self {
        Self::made(root, files, |app| app.watched(root))
    }

    fn made(root: &Path, files: &[PathBuf], make: impl FnOnce(App) -> App) -> Self {
        let builder = Harness::builder().with_size(Vec2::new(1280.0, 800.0)).with_max_steps(12);
        let mut harness = builder.build_eframe(|cc| {
            make(App::with_settings(&cc.egui_ctx, Settings::default(), files).recovering(root))
        });
        harness.run_ok();
        let mut window = Self { harness };
        window.wait(|state| state.loading.is_empty() && state.recovery.is_on() && state.recovery.is_kept());
        window
    }

    /// Opens the window in this size, with what was remembered.
    pub fn with(size: Vec2, settings: Settings, files: &[PathBuf]) -> Self {
        let builder = Harness::builder().with_size(size).with_max_steps(12);
        let mut harness = builder.build_eframe(|cc| App::with_settings(&cc.egui_ctx, settings, files));
        harness.run();
        let mut window = Self { harness };
        window.wait(|state| state.loading.is_empty());
        window
    }

    /// What the window shows.
    pub fn state(&self) -> &State {
        self.harness.state().state()
    }

    /// Waits for work in the background.
    #[track_caller]
    pub fn wait(&mut self, is_done: impl Fn(&State) -> bool) {
        let start = Instant::now();
        while !is_done(self.state()) {
            assert!(
                start.elapsed() < Duration::from_secs(30),
                "the window still waits for work in the background"
            );
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
        self.harness.run();
    }

    /// Presses keys and lets the window settle.
    #[track_caller]
    pub fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    /// Presses keys faster than the window draws, and lets it settle.
    #[track_caller]
    pub fn keys_at_once(&mut self, all: &[(Modifiers, Key)]) {
        for (modifiers, key) in all.iter().copied() {
            let event = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
            self.harness.input_mut().events.push(event);
        }
        self.harness.run();
    }

    /// Clicks on what has this name and lets the window settle.
    #[track_caller]
    pub fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.harness.run();
    }

    /// Whether something on the screen has this in its name.
    pub fn shows(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    /// The names of all that is on the screen.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut nodes = vec![self.harness.root()];
        while let Some(node) = nodes.pop() {
            names.extend(node.accesskit_node().label());
            nodes.extend(node.children());
        }
        names
    }

    /// Opens a file by the path dialog.
    #[track_caller]
    pub fn open_path(&mut self, path: &Path) {
        self.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
        let field = self.harness.get_by_label("Path of the file");
        field.type_text(&path.display().to_string());
        self.harness.run();
        self.keys(Modifiers::NONE, Key::Enter);
        self.wait(|state| state.loading.is_empty());
    }
}
