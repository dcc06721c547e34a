"""From what was seen on the glass to figures: which frame when, which never, how long from the last frame of a round to the first of the next."""
import statistics


def read_watch(lines):
    """xwatch's lines as (first light, [(time, top, bottom)])."""
    first_light, codes = None, []
    for line in lines:
        words = line.split()
        if words[0] == "N":
            first_light = float(words[1])
        elif words[0] == "B":
            codes.append((float(words[1]), int(words[2]), int(words[3])))
    return first_light, codes


def torn_seconds(codes, begin, end):
    return sum(after[0] - at for (at, top, bottom), after in zip(codes, codes[1:]) if begin <= at <= end and top != bottom)


def findings(codes, started, begin, end, fps, frames):
    """Figures of the window from begin to end, and when the frames with the white flash came."""
    readable = [code for code in codes if code[1] >= 0]
    if not readable:
        return {}, []
    shown = [(at, top) for (at, top, _), before in zip(readable, [None] + readable) if before is None or before[1] != top]
    flashes = [at for at, number in shown if number % round(fps) == round(fps) // 2]
    window = [frame for frame in shown if begin <= frame[0] <= end]
    gaps, seams, expected, seen = [], [], 0, 0
    for (at, number), (next_at, next_number) in zip(window, window[1:]):
        step = (next_number - number) % frames
        if number - next_number > frames // 2:
            seams.append({"ms": (next_at - at) * 1e3, "last": number, "first": next_number})
        else:
            gaps.append(next_at - at)
        if step <= frames // 2:
            expected += step
            seen += 1
    result = {
        "first_frame_ms": (readable[0][0] - started) * 1e3,
        "expected": expected,
        "dropped": expected - seen,
        "late": sum(gap > 1.5 / fps for gap in gaps),
        "jitter_ms": statistics.pstdev(gaps) * 1e3 if len(gaps) > 2 else None,
        "seams": seams,
        "torn_percent": 100 * torn_seconds(codes, begin, end) / (end - begin),
    }
    return result, flashes


def sound_offset(flashes, beeps, begin):
    """Median of beep minus flash in ms: positive when the sound is late."""
    offsets = []
    for flash in flashes:
        if flash < begin or not beeps:
            continue
        nearest = min(beeps, key=lambda beep: abs(beep - flash))
        if abs(nearest - flash) < .45:
            offsets.append((nearest - flash) * 1e3)
    return statistics.median(offsets) if offsets else None
