"""Compares two programs with a window: the sizes of their files, and the times until it is visible."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

STARTS = 11
LIMIT = 1.3


def display():
    """Starts an X server of our own and returns it with the environment of its programs."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    number = server.stdout.readline().strip()
    home = tempfile.mkdtemp()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("WAYLAND", "DBUS"))}
    environment |= {"DISPLAY": f":{number}", "HOME": home, "XDG_RUNTIME_DIR": home, "XDG_DATA_HOME": home}
    return server, environment


def seconds_until_visible(program, environment):
    """The time from the program's start to its first visible window."""
    started = time.monotonic()
    process = subprocess.Popen([program], env=environment, stderr=subprocess.DEVNULL)
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(process.pid)]
    try:
        subprocess.run(search, env=environment, stdout=subprocess.DEVNULL, check=True, timeout=60)
        return time.monotonic() - started
    finally:
        process.kill()
        process.wait()


def main():
    ours, empty = map(os.path.abspath, sys.argv[1:3])
    server, environment = display()
    try:
        times = {ours: [], empty: []}
        for number in range(STARTS + 1):
            for program in times:
                seconds = seconds_until_visible(program, environment)
                if number:  # the first start warms the disk's cache
                    times[program].append(seconds)
    finally:
        server.kill()
    medians = {program: statistics.median(values) for program, values in times.items()}
    print(f"window_visible_ms {1000 * medians[ours]:.0f} -")
    figures = {
        "window_visible_ratio": medians[ours] / medians[empty],
        "binary_size_ratio": os.path.getsize(ours) / os.path.getsize(empty),
    }
    for name, value in figures.items():
        print(f"{name} {value:.3f} {LIMIT}")
    sys.exit(any(value > LIMIT for value in figures.values()))


main()
