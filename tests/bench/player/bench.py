#!/usr/bin/env python3
"""Measures players of films beside each other, each on a display and a sound server of its own, from outside: what is on the glass, what is heard, what it
costs. One at a time, in turns, so that the load of a moment meets all alike; medians.

The clips carry the frame's number as a bar code at the top and at the bottom, a white flash and a beep at every x.5 s (clips.sh).
"""
import argparse
import os
import shlex
import signal
import statistics
import subprocess
import sys
import time

from findings import findings, read_watch, sound_offset
from processes import Processor, busy_seconds, prioritise, processor_seconds, pss_mb, tree
from stage import Listener, Stage

HERE = os.path.dirname(os.path.abspath(__file__))


def read_players():
    players = {}
    with open(f"{HERE}/players.tsv") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                name, environment, command = line.rstrip("\n").split("\t")
                players[name] = ({} if environment == "-" else dict(pair.split("=", 1) for pair in environment.split()), command)
    return players


def is_installed(command):
    words = shlex.split(command)
    program = words[words.index("--clear-groups") + 1] if words[0] == "setpriv" else words[0]
    return program.startswith("{") or any(os.access(f"{folder}/{program}", os.X_OK) for folder in os.environ["PATH"].split(":"))


def make_show(folder, clip):
    """A show of one film."""
    os.makedirs(folder)
    os.symlink(clip, folder + "/clip" + os.path.splitext(clip)[1])
    with open(folder + "/show.toml", "w") as file:
        file.write(f'title = "Bench"\n[[scene]]\nkind = "teaser"\nvideo = "clip{os.path.splitext(clip)[1]}"\n')
    return folder


class Player:
    def __init__(self, stage, player, clip, redlight, log):
        environment, command = player
        places = {"file": clip, "tmp": stage.tmp, "redlight": redlight, "show": make_show(stage.tmp + "/show", clip),
                  "page": f"file://{HERE}/page.html?src={clip}"}
        own = {key: value.format(**places) for key, value in environment.items()}
        words = [word.format(**places) for word in shlex.split(command)]
        name = os.path.basename(stage.tmp)
        self.mark = f"BENCH_ID={name}".encode()
        with open(log, "w") as out:
            self.started = time.monotonic()
            self.process = subprocess.Popen(words, env={**stage.environment, **own, "BENCH_ID": name}, stdout=out, stderr=out, stdin=subprocess.DEVNULL,
                                            start_new_session=True)
        prioritise(self.process.pid, stage.priority)

    def pids(self):
        return tree(self.process.pid, self.mark)

    def close(self):
        pids = self.pids()
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            pass
        for pid in pids | self.pids():
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        self.process.wait()


def measure(name, player, clip, frames, options):
    stage = Stage(options.priority)
    try:
        listener = Listener(stage)
        time.sleep(.5)
        seen_path = stage.tmp + "/seen"
        with open(seen_path, "w") as seen:
            watch = stage.start([options.xwatch, stage.screen, "1000"], stdout=seen)
        time.sleep(.2)
        running = Player(stage, player, clip, options.redlight, f"{options.logs}/{name}.log")
        processor = Processor(running.process.pid, running.mark)
        time.sleep(max(0, running.started + options.warm - time.monotonic()))
        begin, used, server, whole = time.monotonic(), processor.read(), processor_seconds(stage.display.pid), busy_seconds()
        memory = 0
        while (left := begin + options.window - time.monotonic()) > 0:
            memory = max(memory, pss_mb(running.pids()))
            processor.read()
            time.sleep(min(4, left))
        end = time.monotonic()
        used, server, whole = processor.read() - used, processor_seconds(stage.display.pid) - server, busy_seconds() - whole
        alive = running.process.poll() is None
        running.close()
        watch.terminate()
        watch.wait()
        listener.stop()
        with open(seen_path) as file:
            first_light, codes = read_watch(file)
        result, flashes = findings(codes, running.started, begin, end, options.fps, frames)
        result.update(cores=used / (end - begin), server_cores=server / (end - begin), memory_mb=memory, alive=alive,
                      other_cores=max(0, whole - used - server) / (end - begin),
                      first_light_ms=(first_light - running.started) * 1e3 if first_light else None,
                      sound_ms=sound_offset(flashes, listener.beeps(), begin))
        return result
    finally:
        stage.close()


def frames_of(clip):
    found = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "stream=nb_frames", "-of", "csv=p=0", clip],
                           capture_output=True, text=True, check=True)
    return int(found.stdout.strip().strip(","))


COLUMNS = [("first frame ms", "first_frame_ms", 0), ("cores", "cores", 2), ("display's cores", "server_cores", 2), ("memory MB", "memory_mb", 0),
           ("late", "late", 0), ("jitter ms", "jitter_ms", 1), ("torn %", "torn_percent", 1), ("sound ms", "sound_ms", 0), ("other load", "other_cores", 2)]


def median(runs, key):
    values = [run[key] for run in runs if run.get(key) is not None]
    return statistics.median(values) if values else None


def report(results, fps):
    print(f"| player | runs | dropped | seam ms (ideal {1000 / fps:.1f}) | " + " | ".join(title for title, _, _ in COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 4) + "|")
    for name, runs in results.items():
        seams = [seam["ms"] for run in runs for seam in run.get("seams", [])]
        seam = f"{statistics.median(seams):.0f} ({min(seams):.0f} to {max(seams):.0f})" if seams else "-"
        dropped, expected = sum(run.get("dropped", 0) for run in runs), sum(run.get("expected", 0) for run in runs)
        cells = [name if all(run["alive"] for run in runs) else name + " (ended)", str(len(runs)), f"{dropped} of {expected}", seam]
        for _, key, digits in COLUMNS:
            value = median(runs, key)
            cells.append("-" if value is None else f"{value:.{digits}f}")
        print("| " + " | ".join(cells) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clip")
    parser.add_argument("--redlight", required=True, help="our program")
    parser.add_argument("--xwatch", required=True, help="the built xwatch.c")
    parser.add_argument("--logs", required=True, help="a folder for what players say")
    parser.add_argument("--players", default="all", help="names from players.tsv, by commas")
    parser.add_argument("--fps", type=float, default=24)
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--warm", type=float, default=5, help="seconds before the window that is measured")
    parser.add_argument("--window", type=float, default=20)
    parser.add_argument("--priority", type=int, help="on a shared machine: -10 lifts what is measured above other sessions (root)")
    options = parser.parse_args()
    clip, players = os.path.abspath(options.clip), read_players()
    names = list(players) if options.players == "all" else options.players.split(",")
    absent = [name for name in names if not is_installed(players[name][1])]
    if absent:
        print("not installed, left out: " + ", ".join(absent), file=sys.stderr)
    names = [name for name in names if name not in absent]
    frames, results = frames_of(clip), {name: [] for name in names}
    for turn in range(options.reps):
        for name in names:
            print(f"turn {turn + 1} of {options.reps}: {name}", file=sys.stderr)
            results[name].append(measure(name, players[name], clip, frames, options))
    report(results, options.fps)


if __name__ == "__main__":
    main()
