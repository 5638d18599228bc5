//! A desktop without a screen: Xvfb, a window manager, a session bus with accessibility, and the
//! program on it. Everything that is started here ends with it.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// What the desktop is made of, and the Debian package of each.
const NEEDED: [(&str, &str); 11] = [
    ("/usr/bin/Xvfb", "xvfb"),
    ("/usr/lib/xorg/Xorg", "xserver-xorg-core"),
    ("/usr/lib/xorg/modules/drivers/dummy_drv.so", "xserver-xorg-video-dummy"),
    ("/usr/bin/xrandr", "x11-xserver-utils"),
    ("/usr/bin/openbox", "openbox"),
    ("/usr/bin/xdotool", "xdotool"),
    ("/usr/bin/import", "imagemagick"),
    ("/usr/libexec/xdg-desktop-portal-gtk", "xdg-desktop-portal-gtk"),
    ("/usr/bin/dbus-daemon", "dbus"),
    ("/usr/libexec/at-spi-bus-launcher", "at-spi2-core"),
    ("/usr/lib/python3/dist-packages/pyatspi/__init__.py", "python3-pyatspi"),
];

/// Two screens side by side, of the sizes of a laptop and of a small projector. The program learns of screens from
/// the outputs that the server has, of which Xvfb and Xephyr have one whatever `xrandr --setmonitor` says; Xorg's
/// driver for no hardware at all has sixteen.
const TWO_SCREENS: &str = r#"
Section "Device"
  Identifier "none"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "any"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
  Modeline "1280x800" 83.50 1280 1352 1480 1680 800 803 809 831
  Modeline "1024x768" 65.00 1024 1048 1184 1344 768 771 777 806
EndSection
Section "Screen"
  Identifier "screen"
  Device "none"
  Monitor "any"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1280x800" "1024x768"
    Virtual 2304 800
  EndSubSection
EndSection
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AllowMouseOpenFail" "true"
EndSection
"#;

/// How long anything may take that a person would wait for.
const PATIENCE: Duration = Duration::from_secs(40);

/// A process that is killed when it is no longer needed.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself: then there is nothing to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A desktop, with a folder that is home to all on it.
pub struct Stage {
    processes: Vec<Process>,
    environment: Vec<(&'static str, String)>,
    folder: TempDir,
}

/// Whether the desktop can be had here; if not, says what to install. In CI it must be had.
pub fn is_possible() -> bool {
    let missing: Vec<&str> =
        NEEDED.iter().filter(|(file, _)| !Path::new(file).exists()).map(|(_, name)| *name).collect();
    if missing.is_empty() {
        return true;
    }
    let text = format!("skipped: the story in the real window needs the packages {}", missing.join(" "));
    assert!(std::env::var_os("PRESCIENT_REQUIRE").is_none(), "{text}");
    // Past the harness, which keeps to itself what a passing test prints.
    let _ = writeln!(std::io::stderr(), "{text}");
    false
}

/// Asks again and again until there is an answer.
#[track_caller]
pub fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        sleep(Duration::from_millis(200));
    }
}

impl Stage {
    /// Starts the desktop with one screen.
    pub fn open() -> Self {
        // Without `-noreset` the server starts anew when its last client leaves. A question from xdotool that
        // comes and goes while openbox is still connecting would throw openbox out.
        Self::with(|stage| {
            let screen = ["-displayfd", "1", "-noreset", "-screen", "0", "1280x800x24", "-nolisten", "tcp"];
            stage.start_and_read("Xvfb", &screen)
        })
    }

    /// Starts the desktop with two: a second one of 1024 by 768 on the right of the first.
    pub fn open_with_two_screens() -> Self {
        Self::with(|stage| {
            let configuration = stage.folder().join("xorg.conf");
            fs::write(&configuration, TWO_SCREENS).unwrap();
            let (configuration, log) =
                (configuration.display().to_string(), stage.folder().join("xorg.log").display().to_string());
            let options = [
                "-displayfd",
                "1",
                "-noreset",
                "-nolisten",
                "tcp",
                "-sharevts",
                "-novtswitch",
                "-config",
                &configuration,
                "-logfile",
                &log,
            ];
            stage.start_and_read("/usr/lib/xorg/Xorg", &options)
        })
        .and_a_second_screen()
    }

    fn and_a_second_screen(self) -> Self {
        for arguments in [
            &["--addmode", "DUMMY1", "1024x768"][..],
            &["--output", "DUMMY1", "--mode", "1024x768", "--right-of", "DUMMY0"],
        ] {
            self.output("xrandr", arguments).unwrap_or_else(|| panic!("xrandr {arguments:?}"));
        }
        self
    }

    fn with(start_server: impl FnOnce(&mut Self) -> String) -> Self {
        let folder = TempDir::new().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let home = folder.path().display().to_string();
        let mut environment = vec![("XDG_RUNTIME_DIR", home.clone()), ("HOME", home.clone())];
        environment.extend([
            ("XDG_DATA_HOME", home.clone()),
            ("XDG_CONFIG_HOME", home),
            ("LC_ALL", "C.UTF-8".to_owned()),
        ]);
        let mut stage = Self { processes: Vec::new(), environment, folder };
        let display = start_server(&mut stage);
        stage.environment.push(("DISPLAY", format!(":{display}")));
        let bus = stage.start_and_read("dbus-daemon", &["--session", "--nofork", "--print-address=1"]);
        stage.environment.push(("DBUS_SESSION_BUS_ADDRESS", bus));
        stage.start("/usr/libexec/at-spi-bus-launcher", &["--launch-immediately"]);
        stage.start("openbox", &[]);
        // A window that is shown before there is a window manager never gets the keyboard.
        wait_for("the window manager", || stage.output("xdotool", &["get_desktop"]));
        stage.enable_accessibility();
        stage
    }

    /// The folder of everybody on this desktop.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).env_remove("WAYLAND_DISPLAY").stdin(Stdio::null());
        command.envs(self.environment.iter().map(|(name, value)| (*name, value)));
        command
    }

    fn start(&mut self, program: &str, arguments: &[&str]) {
        let child = self.command(program, arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        self.processes.push(Process(child.unwrap_or_else(|error| panic!("{program}: {error}"))));
    }

    /// Starts what prints one line when it is ready.
    fn start_and_read(&mut self, program: &str, arguments: &[&str]) -> String {
        let child = self.command(program, arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = child.unwrap_or_else(|error| panic!("{program}: {error}"));
        let mut output = BufReader::new(child.stdout.take().expect("it is piped"));
        self.processes.push(Process(child));
        let (sender, receiver) = channel();
        thread::spawn(move || {
            let mut line = String::new();
            // Whoever waited no longer has said so.
            let _ = output.read_line(&mut line).map(|_| sender.send(line));
        });
        let line = receiver.recv_timeout(PATIENCE).unwrap_or_default();
        assert!(!line.trim().is_empty(), "{program} did not start");
        line.trim().to_owned()
    }

    /// Says that somebody uses a screen reader, so that programs show what they would say to it.
    fn enable_accessibility(&self) {
        for property in ["IsEnabled", "ScreenReaderEnabled"] {
            wait_for("the accessibility bus", || {
                let property = format!("string:{property}");
                let arguments = [
                    "--session",
                    "--print-reply",
                    "--dest=org.a11y.Bus",
                    "/org/a11y/bus",
                    "org.freedesktop.DBus.Properties.Set",
                    "string:org.a11y.Status",
                    property.as_str(),
                    "variant:boolean:true",
                ];
                self.output("dbus-send", &arguments)
            });
        }
    }

    /// What a command prints, if it succeeds, and soon.
    pub fn output(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let mut command = self.command("timeout", &["--kill-after=2", "20", program]);
        let output = command.args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// The roles and names that a screen reader finds in the program's window.
    pub fn names(&self) -> Vec<(String, String)> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/window/names.py");
        let output = self.output("/usr/bin/python3", &[script]).unwrap_or_default();
        serde_json::from_str(&output).unwrap_or_default()
    }

    /// Waits until something has this name.
    #[track_caller]
    pub fn wait_for_name(&self, name: &str) {
        wait_for(&format!("the name {name:?}"), || {
            self.names().iter().any(|(_, n)| n.contains(name)).then_some(())
        });
    }

    /// The visible window with this name, when it is there.
    pub fn window(&self, name: &str) -> Option<String> {
        let found = self.output("xdotool", &["search", "--onlyvisible", "--name", name])?;
        found.lines().last().map(str::to_owned)
    }

    /// Waits for the program's window, gives it the size that it is designed for, and the keyboard.
    #[track_caller]
    pub fn take_up_window(&self) {
        let window = wait_for("the window", || self.window("^Prescient$"));
        self.hand(&["windowsize", &window, "1280", "800"]);
        self.hand(&["windowmove", &window, "0", "0"]);
        self.hand(&["windowactivate", "--sync", &window]);
    }

    /// Does what a hand does, by xdotool.
    #[track_caller]
    pub fn hand(&self, arguments: &[&str]) {
        self.output("xdotool", arguments).unwrap_or_else(|| panic!("xdotool {arguments:?}"));
    }

    /// Keeps a picture of the screen among the build's files.
    pub fn picture(&self, name: &str) -> PathBuf {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        self.output("import", &["-window", "root", &path.display().to_string()]);
        path
    }

    /// The pixels of a part of the screen, as `WIDTHxHEIGHT+X+Y`, when they have stopped to change.
    #[track_caller]
    pub fn pixels(&self, part: &str) -> Vec<u8> {
        let path = self.folder().join("pixels");
        let look = || {
            let file = format!("rgb:{}", path.display());
            self.output("import", &["-window", "root", "-crop", part, "+repage", "-depth", "8", &file]);
            fs::read(&path).unwrap_or_default()
        };
        let mut before = look();
        wait_for("a picture at rest", || {
            sleep(Duration::from_millis(500));
            let now = look();
            let is_at_rest = !now.is_empty() && now == before;
            before = now;
            is_at_rest.then(|| before.clone())
        })
    }

    /// Starts the program with these files.
    pub fn program(&self, files: &[&Path]) -> Program<'_> {
        let binary =
            std::env::var("PRESCIENT_BIN").unwrap_or_else(|_| env!("CARGO_BIN_EXE_prescient").to_owned());
        let mut command = self.command(&binary, &[]);
        Program { process: Process(command.args(files).spawn().unwrap()), stage: self }
    }
}

/// The program on the desktop.
pub struct Program<'a> {
    process: Process,
    stage: &'a Stage,
}

impl Drop for Program<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("the screen as it was: {}", self.stage.picture("window-story-failed").display());
        }
    }
}

impl Program<'_> {
    /// What the program has used of the processor so far, in clock ticks of a hundredth of a second.
    pub fn ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.0.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        // utime and stime are the 14th and 15th fields of proc(5); two stand before the parenthesis.
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }

    /// Kills the program, as a crash of the system would.
    pub fn kill(&mut self) {
        self.process.0.kill().unwrap();
        self.process.0.wait().unwrap();
    }

    /// Waits until the program has ended.
    #[track_caller]
    pub fn ended(&mut self) -> ExitStatus {
        wait_for("the program's end", || self.process.0.try_wait().unwrap())
    }
}
