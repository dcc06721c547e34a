"""What a tree of processes costs: processor seconds and memory, read from /proc."""
import os
import time

TICKS = os.sysconf("SC_CLK_TCK")


def parent_of(pid):
    """None once the process is gone."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            text = file.read()
    except OSError:
        return None
    return int(text[text.rindex(")") + 2:].split()[1])


def processor_seconds(pid):
    """What all threads of a process have used, ended ones too; None once it is gone. From the scheduler's own clock: the times in /proc/PID/stat may be
    counted by ticks, which charges a thread that wakes on the tick for all of it, a quarter too much for some players and nothing for others."""
    try:
        return time.clock_gettime(~pid << 3 | 2)  # clock_getcpuclockid(3)
    except OSError:
        return None


def tree(root, mark):
    """Descendants of root, and whatever carries our mark in its environment: players detach their helpers."""
    parents = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        parent = parent_of(pid)
        if parent is not None:
            parents[int(pid)] = parent
    found, todo = set(), [root] if root in parents else []
    while todo:
        pid = todo.pop()
        found.add(pid)
        todo += [child for child, parent in parents.items() if parent == pid and child not in found]
    for pid in parents.keys() - found:
        try:
            with open(f"/proc/{pid}/environ", "rb") as file:
                if mark in file.read():
                    found.add(pid)
        except OSError:
            pass
    return found


class Processor:
    """Processor seconds of a tree; remembers processes that have ended."""

    def __init__(self, root, mark):
        self.root, self.mark, self.last = root, mark, {}

    def read(self):
        for pid in tree(self.root, self.mark):
            seconds = processor_seconds(pid)
            if seconds is not None:
                self.last[pid] = seconds
        return sum(self.last.values())


def pss_mb(pids):
    """Proportional memory of some processes."""
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/smaps_rollup") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except OSError:
            pass
    return total / 1024


def busy_seconds():
    """Processor seconds that the whole machine has worked."""
    with open("/proc/stat") as file:
        fields = [int(value) for value in file.readline().split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / TICKS


def prioritise(pid, priority):
    """Lifts a session above the others of a shared machine: the kernel's autogroups give each an equal share, whatever its nice value."""
    if priority is None:
        return
    try:
        with open(f"/proc/{pid}/autogroup", "w") as file:
            file.write(str(priority))
    except OSError:
        pass
