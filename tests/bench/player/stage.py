"""Where a player is measured: a display, a window manager and a sound server of its own, and somebody who watches and listens."""
import array
import os
import shutil
import subprocess
import tempfile
import threading
import time

from processes import prioritise

WIDTH, HEIGHT = 1920, 1080
RATE = 48000  # of the recorded sound


def wait_for(path, seconds):
    end = time.monotonic() + seconds
    while not os.path.exists(path) and time.monotonic() < end:
        time.sleep(.02)


class Stage:
    def __init__(self, priority):
        self.priority, self.processes = priority, []
        self.tmp = tempfile.mkdtemp(prefix="bench.")
        os.chmod(self.tmp, 0o777)
        self.screen_folder = tempfile.mkdtemp(prefix="bench.", dir="/dev/shm")
        self.display = self.open_display()
        self.environment = dict(os.environ, DISPLAY=self.display_name, XDG_RUNTIME_DIR=self.tmp, HOME=self.tmp,
                                PULSE_SERVER=f"unix:{self.tmp}/pa.sock", PULSE_COOKIE=self.tmp + "/cookie")
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.start(["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--log-level=error", "--use-pid-file=no",
                    f"--load=module-null-sink sink_name=null rate={RATE}",
                    f"--load=module-native-protocol-unix socket={self.tmp}/pa.sock auth-anonymous=1"], env=self.environment)
        wait_for(self.tmp + "/pa.sock", 2)
        self.start(["openbox"], env=self.environment)
        time.sleep(.4)

    def open_display(self):
        for number in range(240, 400):  # clear of desktops and other test servers
            socket = f"/tmp/.X11-unix/X{number}"
            if os.path.exists(socket) or os.path.exists(f"/tmp/.X{number}-lock"):
                continue
            self.display_name = f":{number}"
            server = self.start(["Xvfb", self.display_name, "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-ac", "-nolisten", "tcp",
                                 "-fbdir", self.screen_folder, "-nocursor", "-noreset"])
            wait_for(socket, 3)
            if server.poll() is None:
                return server
        raise SystemExit("bench: no display could be started; is xvfb installed?")

    @property
    def screen(self):
        """The file that holds what is on the glass."""
        return self.screen_folder + "/Xvfb_screen0"

    def start(self, command, **options):
        options.setdefault("stdout", subprocess.DEVNULL)
        options.setdefault("stderr", subprocess.DEVNULL)
        options.setdefault("stdin", subprocess.DEVNULL)
        process = subprocess.Popen(command, start_new_session=True, **options)
        self.processes.append(process)
        prioritise(process.pid, self.priority)
        return process

    def close(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(3)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.tmp, ignore_errors=True)
        shutil.rmtree(self.screen_folder, ignore_errors=True)


class Listener(threading.Thread):
    """Records what the null sink plays, every piece stamped with the monotonic clock."""

    def __init__(self, stage):
        super().__init__(daemon=True)
        self.process = stage.start(["parec", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=5",
                                    "-d", "null.monitor"], env=stage.environment, stdout=subprocess.PIPE)
        self.data, self.stamps = bytearray(), []
        self.start()

    def run(self):
        while piece := os.read(self.process.stdout.fileno(), 65536):
            self.data += piece
            self.stamps.append((time.monotonic(), len(self.data) // 2))

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.join(2)

    def beeps(self):
        """When a tone began after a quarter second of silence."""
        if not self.stamps:
            return []
        samples = array.array("h")
        samples.frombytes(bytes(self.data[:len(self.data) // 2 * 2]))
        # Pieces come late, never early: nearly the earliest of all tells when sample 0 was played.
        starts = sorted(at - count / RATE for at, count in self.stamps)
        start = starts[len(starts) // 20]
        found, quiet = [], 0
        for index, value in enumerate(samples):
            if abs(value) <= 3000:
                quiet += 1
                continue
            if quiet > RATE // 4:
                found.append(start + index / RATE)
            quiet = 0
        return found
