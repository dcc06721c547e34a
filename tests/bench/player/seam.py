#!/usr/bin/env python3
"""Loops a short clip many times and looks and listens from outside: which frame numbers were seen in which order, how long the seams took, and whether the
steady tone under them ever stopped."""
import argparse
import array
import os
import statistics
import sys
import time

from bench import Player, frames_of, read_players
from findings import read_watch
from stage import RATE, Listener, Stage

QUIET = 300  # of 32767; the tone is ten times as loud at least
GAP_MS = 2   # shorter than that is no gap but the tone's own zero


def faults_of(shown, frames):
    """What is not the next number, as (seconds, number, the one after it)."""
    return [(next_at, number, next_number) for (at, number), (next_at, next_number) in zip(shown, shown[1:]) if next_number != (number + 1) % frames]


def gaps_of(data):
    """(ms, at second) of each silence inside the sound."""
    samples = array.array("h")
    samples.frombytes(bytes(data[:len(data) // 2 * 2]))
    loud = [index for index, value in enumerate(samples) if abs(value) > QUIET]
    return [((after - before) * 1e3 / RATE, before / RATE) for before, after in zip(loud, loud[1:]) if (after - before) * 1e3 / RATE > GAP_MS]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clip")
    parser.add_argument("--redlight", required=True)
    parser.add_argument("--xwatch", required=True)
    parser.add_argument("--logs", required=True)
    parser.add_argument("--player", default="redlight", help="a name from players.tsv")
    parser.add_argument("--fps", type=float, default=24)
    parser.add_argument("--loops", type=int, default=100)
    options = parser.parse_args()
    clip = os.path.abspath(options.clip)
    frames = frames_of(clip)
    stage = Stage(None)
    try:
        listener = Listener(stage)
        time.sleep(.5)
        seen_path = stage.tmp + "/seen"
        with open(seen_path, "w") as seen:
            watch = stage.start([options.xwatch, stage.screen, "1000"], stdout=seen)
        running = Player(stage, read_players()[options.player], clip, options.redlight, f"{options.logs}/seam.log")
        time.sleep(2 + options.loops * frames / options.fps)
        listener.stop()
        watch.terminate()
        watch.wait()
        running.close()
        with open(seen_path) as file:
            readable = [(at, top) for at, top, _ in read_watch(file)[1] if top >= 0]
    finally:
        stage.close()
    shown = [code for code, before in zip(readable, [(0, None)] + readable) if before[1] != code[1]]
    seams = [(next_at - at) * 1e3 for (at, number), (next_at, next_number) in zip(shown, shown[1:]) if number == frames - 1 and next_number == 0]
    if not seams:
        sys.exit("seam: not one loop was seen; see seam.log")
    faults, gaps = faults_of(shown, frames), gaps_of(listener.data)
    print(f"{options.player}: {len(seams)} loops of {frames} frames, {len(shown)} frames seen, {len(faults)} out of order")
    for at, number, next_number in faults[:10]:
        print(f"  {at - shown[0][0]:.2f} s: {number} was followed by {next_number}")
    print(f"seam: median {statistics.median(seams):.1f} ms, {min(seams):.1f} to {max(seams):.1f} (a frame lasts {1e3 / options.fps:.1f})")
    print(f"sound: {len(gaps)} gaps" + (f", the longest {max(gaps)[0]:.1f} ms" if gaps else ""))


if __name__ == "__main__":
    main()
