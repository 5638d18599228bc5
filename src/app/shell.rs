//! The eframe shell: a window around the state, and hands for its effects.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use eframe::egui::{self, Context, IconData, ThemePreference, ViewportBuilder, ViewportCommand, ViewportId};

use super::action::{Action, Actions, Effect};
use super::command::Command;
use super::jobs::{Asker, Jobs, Question};
use super::room::RoomAction;
use super::settings::{Motion, Settings, Theme};
use super::state::State;
use super::{apply, system};
use crate::store::crash;
use crate::ui::{projector, tokens, window};

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowProblem {
    /// No display to show it on.
    #[error(
        "there is no display to open a window on: set DISPLAY or WAYLAND_DISPLAY, or run under a virtual one \
         (xvfb-run -a prescient); `prescient compare` needs none"
    )]
    NoDisplay,
    /// The display cannot show it.
    #[error(
        "the window could not be opened ({0}): check that DISPLAY or WAYLAND_DISPLAY names a display that is \
         there and has an OpenGL driver (on Debian libgl1 and libegl1); `prescient compare` needs none"
    )]
    NoWindow(String),
}

/// Opens the window with these files, and returns when it is closed.
///
/// # Errors
/// There is no display, or it cannot show the window.
pub fn run(files: &[PathBuf]) -> Result<(), WindowProblem> {
    if !has_display() {
        return Err(WindowProblem::NoDisplay);
    }
    let viewport = ViewportBuilder::default()
        .with_title("Prescient")
        .with_app_id("prescient")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([480.0, 320.0])
        .with_icon(icon());
    let options = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..Default::default() };
    let app =
        Box::new(
            |cc: &eframe::CreationContext<'_>| Ok(Box::new(App::new(cc, files)) as Box<dyn eframe::App>),
        );
    eframe::run_native("prescient", options, app).map_err(|error| WindowProblem::NoWindow(error.to_string()))
}

/// Whether the environment names a display; where it need not, there is one.
fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_x_or_wayland = cfg!(all(unix, not(target_os = "macos")));
    !is_x_or_wayland || ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(is_set)
}

/// The program's icon.
fn icon() -> Arc<IconData> {
    static ICON: LazyLock<Arc<IconData>> = LazyLock::new(|| {
        let bytes = include_bytes!("../../assets/icon.png");
        Arc::new(eframe::icon_data::from_png_bytes(bytes).unwrap_or_default())
    });
    Arc::clone(&ICON)
}

/// In how many frames, a tenth of a second apart, a window that opens is surely there and has been given the keyboard.
const FRAMES_TO_OPEN: u8 = 5;

/// The program in its window.
pub struct App {
    state: State,
    jobs: Jobs,
    asker: Asker,
    /// Whether the window has been shown.
    is_shown: bool,
    /// How many frames the projector has been open for, up to a few.
    projected: u8,
    /// Whether this is the process's one window, whose unsaved work is kept if the program fails.
    is_watched: bool,
}

impl App {
    /// Takes over what was remembered, and starts reading `files` and those open at the last start.
    pub fn new(cc: &eframe::CreationContext<'_>, files: &[PathBuf]) -> Self {
        let settings = cc.storage.map(Settings::remembered).unwrap_or_default();
        let mut app = Self::with_settings(&cc.egui_ctx, settings, files);
        if let Some(data) = eframe::storage_dir("prescient") {
            app = app.recovering(&data.join("recovery")).watched(&data.join("recovery"));
        }
        app.jobs.spawn(|| Some(Action::DesktopSays(system::wishes())));
        app.run_effects(vec![Effect::Restyle], &cc.egui_ctx, None);
        app
    }

    /// Keeps unsaved work in a folder within `root`, and offers what earlier starts have left there.
    pub fn recovering(self, root: &Path) -> Self {
        self.jobs.start_recovery(root.to_owned());
        self
    }

    /// Keeps unsaved work, and writes a report, in `root` if the process fails. A process has one such window.
    pub fn watched(mut self, root: &Path) -> Self {
        crash::install(root);
        self.is_watched = true;
        self
    }

    /// The same without storage, desktop and recovery: for tests.
    pub fn with_settings(ctx: &Context, settings: Settings, files: &[PathBuf]) -> Self {
        tokens::install(ctx);
        ctx.options_mut(|options| {
            options.fallback_theme = egui::Theme::Light;
            options.zoom_with_keyboard = false;
            options.quit_shortcuts.clear();
        });
        ctx.set_zoom_factor(settings.zoom);
        let jobs = Jobs::new(ctx);
        let mut app = Self {
            state: State::default(),
            jobs,
            asker: Asker::default(),
            is_shown: false,
            projected: 0,
            is_watched: false,
        };
        // What is asked for before the seminar is set aside by it, and what comes after stands beside it.
        let is_there = |path: &&PathBuf| path.exists() && !files.contains(path);
        let before: Vec<PathBuf> = settings.files.iter().filter(is_there).cloned().collect();
        let seminar = settings.seminar.iter().chain(&settings.beside).filter(is_there).cloned();
        let after: Vec<PathBuf> = seminar.chain(files.iter().cloned()).collect();
        let text = settings.essay_text.clone();
        app.state.settings = settings;
        let mut actions = vec![Action::Open(before), Action::Open(after)];
        actions.extend(text.map(Action::AttachText));
        app.apply_all(actions, ctx, None);
        app
    }

    /// What the window shows.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The same, to be changed by [`apply::apply`] alone.
    pub fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }

    /// Keeps unsaved work when it is time, and wakes the window for it.
    fn keep_in_time(&mut self, ctx: &Context, frame: &eframe::Frame) {
        let kept = (self.state.recovery.due_in(self.state.now), Action::Keep);
        let planned = (self.state.plan_due_in(), Action::WritePlan);
        for (due, action) in [kept, planned] {
            match due {
                Some(wait) if wait > 0.0 => ctx.request_repaint_after(Duration::from_secs_f64(wait)),
                Some(_) => self.apply_all(vec![action], ctx, Some(frame)),
                None => {}
            }
        }
    }

    /// Takes the keyboard back that the projector's window was given when it opened: hands are counted here.
    fn keep_the_keyboard(&mut self, ctx: &Context) {
        if self.projected < FRAMES_TO_OPEN {
            self.projected += 1;
            ctx.send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Focus);
            ctx.request_repaint_after(Duration::from_millis(100));
        }
    }

    fn apply_all(&mut self, actions: Vec<Action>, ctx: &Context, frame: Option<&eframe::Frame>) {
        let effects = actions.into_iter().flat_map(|action| apply::apply(&mut self.state, action)).collect();
        self.run_effects(effects, ctx, frame);
    }

    /// Does what only the shell can; without a frame no dialog of the system's is opened.
    fn run_effects(&self, effects: Vec<Effect>, ctx: &Context, frame: Option<&eframe::Frame>) {
        let ask = |question| {
            if let Some(frame) = frame {
                self.asker.ask(&self.jobs, question, frame);
            }
        };
        for effect in effects {
            match effect {
                Effect::Load { path, progress } => self.jobs.load(path, self.state.session.essay(), progress),
                Effect::AddFormat { doc, path } => {
                    self.jobs.add_format(doc, path, self.state.session.essay());
                }
                Effect::LoadText(path) => self.jobs.load_text(path),
                Effect::SaveDocument { doc, path, body, expected } => {
                    self.jobs.save_document(doc, path, body, expected);
                }
                Effect::LookAtFiles { files, seminar } => self.jobs.look_at_files(files, seminar),
                Effect::Keep(work) => self.jobs.keep(work),
                Effect::Watch(work) if self.is_watched => self.jobs.watch(work),
                Effect::Watch(_) => {}
                Effect::Forget(left) => self.jobs.forget(left),
                Effect::Save { doc, path, text } => self.jobs.save(doc, path, text),
                Effect::SaveSeminar { path, draft } => self.jobs.save_seminar(path, draft),
                Effect::FindDifferences { documents, seminar } => {
                    self.jobs.find_differences(documents, seminar);
                }
                Effect::Reckon { comparison, room, other } => self.jobs.reckon(comparison, room, other),
                Effect::AskForRoomFile { wanted, name } => ask(Question::RoomFile { wanted, name }),
                Effect::ReadBallots { path, asked } => self.jobs.read_ballots(path, asked),
                Effect::SaveSheet { path, bytes } => self.jobs.save_sheet(path, bytes),
                Effect::PreviewExport { export, material } => self.jobs.preview_export(export, material),
                Effect::Export { export, material, path, work } => {
                    self.jobs.export(export, material, path, work);
                }
                Effect::AskForMatrix => ask(Question::Matrix),
                Effect::Import(path) => self.jobs.import(path),
                Effect::AskWhereToExport(export) => ask(Question::WhereToExport(export)),
                Effect::ReadOtherRoom(path) => self.jobs.read_other_room(path),
                Effect::Compare(ingredients) => self.jobs.compare(ingredients),
                Effect::Analyse(comparison) => self.jobs.analyse(comparison),
                Effect::Search(search) => self.jobs.search(search),
                Effect::AskForFiles => ask(Question::Files),
                Effect::AskWhereToSave { doc, name, is_copy } => {
                    ask(Question::WhereToSave { doc, name, is_copy });
                }
                Effect::AskWhereToSaveSeminar { name } => ask(Question::WhereToSaveSeminar { name }),
                Effect::AskForText => ask(Question::Text),
                Effect::CompareVersions(order) => self.jobs.compare_versions(order),
                Effect::Merge(order) => self.jobs.merge(order),
                Effect::AskForVersion { doc, wanted } => ask(Question::Version { doc, wanted }),
                Effect::CopyText(text) => ctx.copy_text(text),
                Effect::AskForClipboard => {
                    // What is pasted goes to a text field, if one has the keyboard.
                    ctx.memory_mut(egui::Memory::stop_text_input);
                    ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
                }
                Effect::Restyle => restyle(ctx, &self.state),
                Effect::Zoom(zoom) => ctx.set_zoom_factor(zoom),
                Effect::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            }
        }
    }
}

/// Shows the projector in a window of its own, which fills the other screen where there is one.
fn show_projector(ctx: &Context, state: &State, actions: &mut Actions) {
    let (view, wall) = (state.wall(), state.settings.wall);
    let builder = ViewportBuilder::default()
        .with_title("Prescient: projector")
        .with_app_id("prescient")
        .with_inner_size([1024.0, 768.0])
        .with_icon(icon())
        .with_monitor(wall.screen);
    ctx.show_viewport_immediate(ViewportId::from_hash_of("projector"), builder, |ui, _| {
        if ui.input(|input| input.viewport().close_requested()) {
            actions.push(Action::Room(RoomAction::ProjectorClosed));
        }
        window::room_keys(ui, state, actions);
        projector::projector_ui(ui, &view, &wall);
    });
}

fn restyle(ctx: &Context, state: &State) {
    ctx.set_theme(match (state.settings.theme, state.wishes.is_dark) {
        (Theme::Light, _) | (Theme::System, Some(false)) => ThemePreference::Light,
        (Theme::Dark, _) | (Theme::System, Some(true)) => ThemePreference::Dark,
        (Theme::System, None) => ThemePreference::System,
    });
    let has_less_motion = match state.settings.motion {
        Motion::System => state.wishes.less_motion.unwrap_or(false),
        Motion::Full => false,
        Motion::Less => true,
    };
    let animation_time = if has_less_motion { 0.0 } else { egui::Style::default().animation_time };
    ctx.all_styles_mut(|style| style.animation_time = animation_time);
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        self.state.now = ctx.input(|input| input.time);
        if ctx.input(|input| input.viewport().close_requested()) && !self.state.may_quit {
            // Nothing that is not saved is lost: the window asks first, and closes then.
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.apply_all(vec![Action::Command(Command::Quit)], ctx, Some(frame));
        }
        let mut actions = self.jobs.finished();
        if ctx.input(|input| input.events.contains(&egui::Event::WindowFocused(true))) {
            actions.push(Action::Returned);
        }
        self.apply_all(actions, ctx, Some(frame));
        self.keep_in_time(ctx, frame);
        if let Some(wait) = self.state.timer.changes_in(self.state.now) {
            ctx.request_repaint_after(Duration::from_secs_f64(wait));
        }
        if !self.state.loading.is_empty() || self.state.is_exporting() {
            ctx.request_repaint_after(Duration::from_millis(100));
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        if !self.is_shown {
            // eframe shows the window when its first frame is painted. An empty page is painted at once;
            // the first real one must draw every letter, and follows it.
            self.is_shown = true;
            ui.request_repaint();
            return;
        }
        let mut actions = Vec::new();
        window::window_ui(ui, &self.state, &mut actions);
        if self.state.projector.is_open {
            show_projector(ui, &self.state, &mut actions);
            self.keep_the_keyboard(ui);
        } else {
            self.projected = 0;
        }
        if !actions.is_empty() {
            self.apply_all(actions, ui.ctx(), Some(frame));
            ui.request_repaint();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        // Otherwise the window was torn down with unsaved work in it, and the next start offers that.
        if self.state.may_quit {
            self.jobs.end_recovery();
        }
    }

    /// The page. Cleared to, it need not be painted: on a machine without a graphics card that is a
    /// good part of the first frame.
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        tokens::Palette::of(visuals).background.to_normalized_gamma_f32()
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        self.state.settings.remember(storage);
    }
}
