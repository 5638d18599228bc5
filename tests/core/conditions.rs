//! Real conditions under which files cannot be written, and what was found in a folder.

use std::fs;
use std::path::Path;

/// The names in a folder, so that no temporary file goes unnoticed.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[cfg(unix)]
pub use unix::*;

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::process::{Command, Stdio};

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
