#!/usr/bin/env python3
"""How long it takes from a key or a tap until something on the glass changes, seen from outside: this program, and a browser in kiosk mode that shows the same
two slides with the same cross-fade. Both are pressed through the X server's test extension, by a hand that keeps to no grid; the screen is watched for the
first pixel that is another. The slides stand still, so that nothing else can change."""
import argparse
import ctypes
import ctypes.util
import os
import random
import select
import shutil
import statistics
import subprocess
import sys
import time

from stage import HEIGHT, WIDTH, Stage

STILL = .5      # seconds without a change, after which the slide that was asked for is taken to be there
PATIENCE = 3.0  # seconds until an answer is missing
LOOK = 300      # microseconds between two looks at the screen
RIGHT = 0xff53  # keysym

SHOW = r"""title = "Two slides"
[attract]
idle = "1h"
hold = "1h"
touch_transition = "350ms"
[display]
orbit = 0
[[scene]]
kind = "slide"
layout = "quote"
written = false
heading = "One thing\nI had to protect"
note = "Ballerina"
[[scene]]
kind = "slide"
layout = "quote"
written = false
heading = "I’ll hunt you down\nall the way to hell."
note = "6 October 2023"
"""


class Hand:
    """Presses and taps through XTest."""

    def __init__(self, display):
        self.x = ctypes.CDLL(ctypes.util.find_library("X11"))
        self.test = ctypes.CDLL(ctypes.util.find_library("Xtst"))
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(display.encode()))
        if not self.display:
            raise SystemExit("bench: the display cannot be opened")
        self.right = self.x.XKeysymToKeycode(self.display, RIGHT)

    def point(self, x, y):
        self.test.XTestFakeMotionEvent(self.display, -1, x, y, ctypes.c_ulong(0))
        self.x.XSync(self.display, 0)

    def key(self):
        self.press_and_release(self.test.XTestFakeKeyEvent, self.right)

    def tap(self):
        self.press_and_release(self.test.XTestFakeButtonEvent, 1)

    def press_and_release(self, send, what):
        send(self.display, what, 1, ctypes.c_ulong(0))
        send(self.display, what, 0, ctypes.c_ulong(0))
        self.x.XFlush(self.display)


class Watch:
    """When the picture changes."""

    def __init__(self, stage, program):
        self.process = stage.start([program, stage.screen, str(LOOK), "changes"], stdout=subprocess.PIPE)
        self.rest = b""

    def changes(self, seconds):
        """Times of changes within the next `seconds`, as soon as there are any."""
        if not select.select([self.process.stdout], [], [], max(seconds, 0))[0]:
            return []
        *lines, self.rest = (self.rest + os.read(self.process.stdout.fileno(), 65536)).split(b"\n")
        return [float(line.split()[1]) for line in lines]

    def wait_still(self):
        """Until nothing has changed for a while; False when that does not happen."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if not self.changes(STILL):
                return True
        return False

    def first_after(self, moment, patience=PATIENCE):
        end = moment + patience
        while time.monotonic() < end:
            for at in self.changes(end - time.monotonic()):
                if at >= moment:
                    return at
        return None


def answers_to(act, name, watch, presses):
    """Milliseconds from each press to its answer, and how many had none."""
    answers, missing = [], 0
    for _ in range(presses):
        if not watch.wait_still():
            sys.exit(f"bench: what {name} shows never stands still")
        time.sleep(random.random() / 20)  # no phase of the refresh is preferred
        pressed = time.monotonic()
        act()
        answered = watch.first_after(pressed)
        if answered is None:
            missing += 1
        else:
            answers.append((answered - pressed) * 1e3)
    return answers, missing


def measure(name, command, stage, watch, presses):
    """Prints a line for keys and one for taps."""
    with open(f"{stage.tmp}/{name}.log", "w") as log:
        player = stage.start(command, env=stage.environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        if watch.first_after(time.monotonic(), 20) is None:
            print(f"{name:<10} not measured: it showed nothing")
            return
        time.sleep(4)  # a browser goes on settling in
        hand = Hand(stage.display_name)
        hand.point(WIDTH * 3 // 4, HEIGHT // 2)
        for what, act in (("key", hand.key), ("tap", hand.tap)):
            answers, missing = answers_to(act, name, watch, presses)
            times = f"{statistics.median(answers):8.1f} {max(answers):8.1f}" if answers else f"{'-':>8} {'-':>8}"
            print(f"{name:<10} {what:<4} {times} {len(answers):6} {missing:6}", flush=True)
    finally:
        player.terminate()
        try:
            player.wait(5)
        except subprocess.TimeoutExpired:
            player.kill()
            player.wait()


def commands_of(options, show, folder):
    page = os.path.join(os.path.dirname(os.path.abspath(__file__)), "slides.html")
    return {
        "redlight": [options.redlight, "play", show, "--renderer", options.renderer, "--mute", "--cache", folder + "/cache"],
        "chromium": ["chromium", "--no-sandbox", "--kiosk", "--no-first-run", "--no-default-browser-check", "--disable-gpu",
                     f"--user-data-dir={folder}/chromium", f"--window-size={WIDTH},{HEIGHT}", "--window-position=0,0", "file://" + page]}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--redlight", required=True)
    parser.add_argument("--xwatch", required=True)
    parser.add_argument("--logs", required=True)
    parser.add_argument("--presses", type=int, default=60, help="of each kind")
    parser.add_argument("--renderer", default="cpu")
    parser.add_argument("--priority", type=int, help="of the stage's processes above a busy machine's others, -20 to 19")
    parser.add_argument("--only", choices=["redlight", "chromium"])
    options = parser.parse_args()
    missing = [tool for tool in ("Xvfb", "openbox", "pulseaudio") if not shutil.which(tool)]
    missing += ["lib" + library for library in ("X11", "Xtst") if not ctypes.util.find_library(library)]
    if missing:
        sys.exit(f"bench: {', '.join(missing)} missing (apt install xvfb openbox pulseaudio libx11-6 libxtst6)")
    random.seed(1)
    stage = Stage(options.priority)
    try:
        show = stage.tmp + "/show"
        os.mkdir(show)
        with open(show + "/show.toml", "w") as file:
            file.write(SHOW)
        watch = Watch(stage, options.xwatch)
        print(f"{WIDTH}x{HEIGHT}, from the press until the first pixel changes, in milliseconds\n")
        print(f"{'':<15} {'median':>8} {'worst':>8} {'of':>6} {'missed':>6}")
        for name, command in commands_of(options, show, stage.tmp).items():
            if options.only not in (None, name):
                continue
            if not shutil.which(command[0]):
                print(f"{name:<10} not measured: not installed")
                continue
            measure(name, command, stage, watch, options.presses)
            shutil.copy(f"{stage.tmp}/{name}.log", f"{options.logs}/input-{name}.log")
    finally:
        stage.close()


if __name__ == "__main__":
    main()
