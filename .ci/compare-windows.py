"""Compares the program's window with an empty one, side by side.

    compare-windows.py PROGRAM EMPTY

Prints each figure as `NAME VALUE LIMIT`; exits with 1 if one is over its limit. Needs Xvfb and libX11.
"""

import ctypes
import ctypes.util
import os
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

ROUNDS = 31  # Starts of each window, in turn; their median counts.
REST = 10  # Seconds that a window is left alone.
PATIENCE = 30  # Seconds within which a window must show.
ROOT = Path(__file__).resolve().parent.parent

SUBSTRUCTURE_NOTIFY = 1 << 19
MAP_NOTIFY = 19


class MapEvent(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("event", ctypes.c_ulong),
        ("window", ctypes.c_ulong),
        ("override_redirect", ctypes.c_int),
    ]


class Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("map", MapEvent), ("pad", ctypes.c_long * 24)]


class Screen:
    """A connection to the X server that hears of windows as they come into sight."""

    def __init__(self, display):
        self.x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(display.encode()))
        root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        self.x.XSelectInput(self.display, root, ctypes.c_long(SUBSTRUCTURE_NOTIFY))
        self.x.XSync(self.display, 0)

    def is_mapped(self, patience):
        """Waits until a window comes into sight."""
        deadline = time.monotonic() + patience
        event = Event()
        while True:
            while self.x.XPending(self.display):
                self.x.XNextEvent(self.display, ctypes.byref(event))
                if event.type == MAP_NOTIFY:
                    return True
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            select.select([self.x.XConnectionNumber(self.display)], [], [], left)

    def forget(self):
        """Takes note of what has happened meanwhile, and heeds it no more."""
        self.x.XSync(self.display, 1)


def start(program, environment):
    """Starts a program in a home that nobody has used."""
    home = tempfile.TemporaryDirectory()
    own = {name: home.name for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([program], env={**environment, **own}, cwd=home.name, **quiet), home


def stop(process):
    process.kill()
    process.wait()


def seconds_until_visible(screen, program, environment):
    screen.forget()
    started = time.monotonic()
    process, _home = start(program, environment)
    try:
        if not screen.is_mapped(PATIENCE):
            sys.exit(f"no window of {program} within {PATIENCE} s (it ended with {process.poll()})")
        return time.monotonic() - started
    finally:
        stop(process)


def work_done(pid):
    """The ticks of processor time used so far, and how often the main thread has woken up."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    status = Path(f"/proc/{pid}/task/{pid}/status").read_text().splitlines()
    switches = next(line for line in status if line.startswith("voluntary_ctxt_switches"))
    return int(after_name[11]) + int(after_name[12]), int(switches.split()[1])


def rest(screen, program, environment):
    screen.forget()
    process, _home = start(program, environment)
    try:
        if not screen.is_mapped(PATIENCE):
            sys.exit(f"no window of {program} within {PATIENCE} s")
        time.sleep(4)
        ticks, wakes = work_done(process.pid)
        time.sleep(REST)
        ticks_now, wakes_now = work_done(process.pid)
        return ticks_now - ticks, wakes_now - wakes
    finally:
        stop(process)


def build(folder):
    """The eframe and the release profile of a package; what the profile says of single crates aside.

    Whose fonts it draws with is left out too: the program brings its own in place of egui's.
    """
    manifest = tomllib.loads((ROOT / folder / "Cargo.toml").read_text())
    eframe, profile = manifest["dependencies"]["eframe"], manifest["profile"]["release"]
    eframe.pop("optional", None)
    eframe["features"] = set(eframe["features"]) - {"default_fonts"}
    profile.pop("package", None)
    return eframe, profile


def check_same_build():
    """Fails if the two windows are not built alike: the comparison would say nothing."""
    if build(".") != build(".ci/empty"):
        sys.exit(".ci/empty/Cargo.toml has another eframe or profile than Cargo.toml")


def main():
    check_same_build()
    ours, empty = (str(Path(path).resolve(strict=True)) for path in sys.argv[1:3])
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset"]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, pass_fds=[writing], **quiet)
    os.close(writing)
    try:
        if not select.select([reading], [], [], PATIENCE)[0]:
            sys.exit("Xvfb has not started")
        display = ":" + os.read(reading, 16).decode().strip()
        keep = {k: v for k, v in os.environ.items() if not k.startswith(("WAYLAND", "XDG_", "DBUS_", "AT_SPI"))}
        environment = {**keep, "DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1"}
        screen = Screen(display)
        times = {ours: [], empty: []}
        for _ in range(2):  # Both are in the page cache afterwards.
            for program in times:
                seconds_until_visible(screen, program, environment)
        for number in range(ROUNDS):
            order = list(times) if number % 2 else list(times)[::-1]
            for program in order:
                times[program].append(seconds_until_visible(screen, program, environment))
        ticks, wakes = rest(screen, ours, environment)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
    median = {program: statistics.median(taken) for program, taken in times.items()}
    size = {program: os.path.getsize(program) for program in times}
    print(f"window_visible_ms {median[ours] * 1000:.0f} -")
    print(f"empty_window_visible_ms {median[empty] * 1000:.0f} -")
    print(f"binary_size_mb {size[ours] / 1e6:.1f} -")
    figures = [
        ("window_visible_ratio", median[ours] / median[empty], 1.3),
        ("binary_size_ratio", size[ours] / size[empty], 1.3),
        # A frame cannot be painted without the main thread waking up.
        ("frames_at_rest", wakes, 0),
        # A tick is a hundredth of a second: one in ten seconds is less than can be told from none.
        ("cpu_ticks_at_rest", ticks, 1),
    ]
    for name, value, limit in figures:
        print(name, value if isinstance(value, int) else f"{value:.3f}", limit)
    sys.exit(any(value > limit for _, value, limit in figures))


main()
