#!/usr/bin/env python3
"""Loops a short clip for a long time and reads from outside what a player holds on to: memory, threads, open files. After an hour of loops of two seconds, 1800
of them, whatever each keeps has added up."""
import argparse
import os
import statistics
import time

from bench import Player, read_players
from processes import Processor, pss_mb
from stage import Stage

SETTLED_AFTER = 60  # seconds: caches are warm, and what is measured once has been
SAMPLE_EVERY = 10   # seconds


def threads_of(pids):
    return sum(len(os.listdir(f"/proc/{pid}/task")) for pid in pids)


def open_files_of(pids):
    return sum(len(os.listdir(f"/proc/{pid}/fd")) for pid in pids)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clip")
    parser.add_argument("--redlight", required=True)
    parser.add_argument("--xwatch", help="not needed here")
    parser.add_argument("--logs", required=True)
    parser.add_argument("--player", default="redlight", help="a name from players.tsv")
    parser.add_argument("--minutes", type=float, default=60)
    options = parser.parse_args()
    stage = Stage(None)
    samples = []
    try:
        running = Player(stage, read_players()[options.player], os.path.abspath(options.clip), options.redlight, f"{options.logs}/soak.log")
        processor = Processor(running.process.pid, running.mark)
        time.sleep(SETTLED_AFTER)
        begun, used = time.monotonic(), processor.read()
        end = begun + options.minutes * 60
        while time.monotonic() < end:
            pids = running.pids()
            if not pids:
                raise SystemExit("soak: the player has ended; see soak.log")
            samples.append((pss_mb(pids), threads_of(pids), open_files_of(pids)))
            time.sleep(SAMPLE_EVERY)
        cores = (processor.read() - used) / (time.monotonic() - begun)
        running.close()
    finally:
        stage.close()
    part = max(len(samples) // 6, 1)
    print(f"{options.player}: {options.minutes:g} minutes, {len(samples)} samples, {cores:.2f} cores")
    for name, values in zip(("memory MB", "threads", "open files"), zip(*samples)):
        first, last = statistics.median(values[:part]), statistics.median(values[-part:])
        print(f"  {name}: {first:.1f} in the first sixth, {last:.1f} in the last; {min(values):.1f} to {max(values):.1f}")


if __name__ == "__main__":
    main()
