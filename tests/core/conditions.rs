//! Real conditions under which files are not written: processes that are killed, disks that are full, folders
//! that one may not write in.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};

use prescient::store::{DocumentKind, RecoveryCopy};

/// Unsaved work that says this.
pub fn copy(key: u64, text: &str) -> RecoveryCopy {
    RecoveryCopy {
        key,
        id: "spykman".to_owned(),
        original: None,
        stamp: None,
        name: "Spykman".to_owned(),
        kind: DocumentKind::Theory,
        text: text.to_owned(),
    }
}

/// The names in a folder, so that no temporary file goes unnoticed.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Where a process that is to be killed finds the folder that it works in.
const WORKPLACE: &str = "PRESCIENT_TEST_WORKPLACE";

/// The folder to work in, if this process is one that another test has started.
pub fn workplace() -> Option<PathBuf> {
    std::env::var_os(WORKPLACE).map(PathBuf::from)
}

fn command(test: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture"]).env(WORKPLACE, folder);
    command
}

/// Runs the test of this whole name in a process of its own, where [`workplace`] is `folder`: whether it goes well,
/// and what it says on standard error.
pub fn run(test: &str, folder: &Path) -> (bool, String) {
    let output = command(test, folder).output().unwrap();
    (output.status.success(), String::from_utf8(output.stderr).unwrap())
}

/// Another process, which runs one test.
pub struct Process {
    child: std::process::Child,
    said: BufReader<ChildStdout>,
}

impl Process {
    /// Starts the test of this whole name in a process of its own, where [`workplace`] is `folder`.
    pub fn start(test: &str, folder: &Path) -> Self {
        let mut child = command(test, folder).stdout(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        Self { child, said }
    }

    /// Waits until it says this line.
    pub fn hear(&mut self, line: &str) {
        let mut said = String::new();
        // The harness begins a line with the name of the test.
        while !said.trim_end().ends_with(line) {
            said.clear();
            assert_ne!(self.said.read_line(&mut said).unwrap(), 0, "it ends without saying {line:?}");
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills it, with no chance to tidy up.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[cfg(unix)]
pub use unix::*;

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    use super::*;

    pub fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    /// Whether this process may do everything, as root and as CI.
    fn is_root() -> bool {
        tempfile::NamedTempFile::new().unwrap().as_file().metadata().unwrap().uid() == 0
    }

    /// Runs the test of this name again as a user who is nobody; says whether that could be done.
    fn as_nobody(test: &str) -> bool {
        // Nobody may not read the build folder of just anybody.
        let folder = tempfile::tempdir().unwrap();
        set_mode(folder.path(), 0o777);
        let copy = folder.path().join("core");
        fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
        let ids = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        let can =
            Command::new("setpriv").args(ids).args(["test", "-x"]).arg(&copy).stderr(Stdio::null()).status();
        if !can.is_ok_and(|status| status.success()) {
            return false;
        }
        let again = Command::new("setpriv")
            .args(ids)
            .arg(&copy)
            .args(["--exact", test])
            .env("TMPDIR", folder.path())
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&again.stdout);
        assert!(again.status.success() && said.contains("1 passed"), "as nobody: {said}");
        true
    }

    /// Whether a test of missing permission can prove anything here; else it is run where it can. `test` is
    /// its whole name.
    pub fn may_be_refused(test: &str) -> bool {
        if !is_root() {
            return true;
        }
        if !as_nobody(test) {
            println!("skipped: root may do everything, and setpriv cannot make us anybody else");
        }
        false
    }

    /// A disk of 64 KiB, for as long as it is held.
    pub struct SmallDisk(tempfile::TempDir);

    impl SmallDisk {
        /// None, with a word about it, where none can be mounted.
        pub fn mount() -> Option<Self> {
            let folder = tempfile::tempdir().unwrap();
            let mut mount = Command::new("mount");
            mount.args(["-t", "tmpfs", "-o", "size=64k", "prescient-test"]).arg(folder.path());
            let is_mounted = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
            if !is_mounted {
                println!("skipped: only root can mount a small disk to fill");
            }
            is_mounted.then_some(Self(folder))
        }

        /// Where it is.
        pub fn path(&self) -> &Path {
            self.0.path()
        }
    }

    impl Drop for SmallDisk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(self.0.path()).status();
        }
    }
}
