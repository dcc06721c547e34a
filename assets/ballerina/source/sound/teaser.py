"""The score of the teaser: 36 seconds, 120 beats a minute, cut to the picture. The times are the edit's; if one moves, move both.

     0.0  corridor; the tube tries at 1.3, catches at 2.7          the hum out of nothing: the key of all that follows
     4.0  the dancer                                               music box: the friend's motif, in three
     8.0  the music box                                            the motif goes on to its dominant; a pulse from below
    10.5  shoes on wet concrete                                    it breaks off on the leading note; its tail, and the pulse
    13.0  headlamp, on at 13.5                                     starter, engine, and the beat: i
    15.5  the dancer, closer                                       the motif over the beat: bVI
    17.5  helmet                                                   iv
    19.5  the door                                                 five beats of V: the motif runs in sixteenths, all opens
    22.0  shoes, close; 23.0 headlamp, close                       i, bVI at double time
    24.0  four cuts of half a second                               the bass climbs by half steps, everything rises
    26.0  black                                                    nothing but the hum
    26.5  the figure aims; tubes burn up                           the hit, a heart, the drone; b6 leans on 5
    31.0  black                                                    the tail
    31.5  title                                                    2, 7 - and at 33.0 the 1 that was withheld
"""
import numpy as np

from . import drums, lamp, machine, space, tones, water
from .synth import RATE, Track, band, curve

LENGTH = 36.0
BEAT = 0.5
DARK, HIT, END_OF_HIT = 26.0, 26.5, 31.0

# The chords, in semitones above the hum; the strings take them as they stand.
TONIC = (0, 7, 12, 15, 19)
SIXTH = (-4, 3, 8, 12, 15, 20)
FOURTH = (-7, 5, 8, 12, 17)
FIFTH = (-5, 2, 7, 11, 14, 20)      # with the minor ninth, which is the sixth that will not let go
OPEN = (-12, 0, 7, 12, 14, 19)      # the end: the ninth is the note before the last, still there

# The friend's motif, (beat, semitones, force) in three: 5 - b3 | b6 - 5 | 4 b3 1 | 2 - 7, and the 1 that does not come.
MOTIF = ((0, 43, .95), (2, 39, .72), (3, 44, 1.0), (5, 43, .70), (6, 41, .85), (7, 39, .68), (8, 36, .72), (9, 38, .85), (11, 35, .78))
# What turns below it: root, fifth and third of i, bVI, iv and V.
TURNING = (24, 31, 27), (20, 27, 32), (29, 32, 24), (31, 26, 29)
RUN = (31, 31, 27, 31, 32, 31, 27, 24, 29, 27, 24, 26, 27, 26, 23, 26)      # the motif as sixteenths, an octave below


def stem():
    return Track(LENGTH)


def all_time(*points):
    return curve(int(LENGTH * RATE), *points)


def the_lamp():
    """The hum through the whole film, the starter's two tries, and the tubes that burn up after the hit."""
    out = stem()
    level = all_time((0, 0), (1.21, .12), (1.26, .34), (1.42, .10), (1.95, .12), (1.99, .42), (2.13, .12), (2.70, .14), (2.75, .95), (3.3, .62), (4.0, .5),
                     (4.6, .10), (10.4, .10), (10.6, .34), (12.9, .46), (13.6, .10), (25.9, .12), (26.03, .50), (26.48, .62), (26.52, .22),
                     (28.0, .25), (29.6, .7), (30.9, 1.9), (31.0, 1.9), (31.04, .10), (32.4, .06), (34.6, 0), (36, 0))
    bite = all_time((0, .1), (2.67, .2), (2.77, 1), (3.6, .35), (10, .2), (12.9, .6), (26, .25), (28, .3), (30.9, 1), (31.1, .1), (36, 0))
    out.lay(lamp.hum(level, bite), 0)
    for second, force, length in ((1.26, .45, .10), (1.99, .6, .12), (2.72, 1.0, .30)):
        out.lay(lamp.relay(force), second, .25, .9 * force)
        out.lay(lamp.burst(length), second, .25, .55 * force)
    out.lay(lamp.relay(.7), 10.5, -.3, .5)
    glow = lamp.glow(END_OF_HIT - 27.6, 3.3)
    out.lay(glow, 27.6, 0, .75)
    return out


def the_place():
    """Air and drops, where the music leaves room for them; a breath before each door that opens."""
    out = stem()
    level = all_time((0, .3), (1.2, 1), (4, .8), (4.6, .25), (10.3, .3), (10.6, 1.1), (13, .8),
                     (13.6, 0), (26.5, 0), (30, .2), (31.1, .7), (34, .5), (35.8, 0), (36, 0))
    out.lay(water.air(len(level)) * level / 12, 0, 0, .9)
    for second, semitones, pan, force in ((.55, 39, -.6, .5), (1.28, 44, .5, .35), (3.12, 36, -.3, .55), (3.61, 43, .7, .35), (11.1, 39, .6, .5), (12.05, 36, -.5, .6),
                                          (12.6, 44, .2, .35), (29.3, 36, .6, .2), (34.15, 43, -.6, .22)):
        out.lay(water.drop(semitones, force), second, pan)
    out.lay(drums.breath_in(.8), 3.2, 0, .10)
    out.lay(drums.breath_in(.9), 12.6, 0, .22)
    out.lay(drums.breath_in(1.0), 18.5, 0, .16)
    return out


def the_box():
    """The motif as she had it, what the beat leaves of it, and its last note."""
    out = stem()
    wind_down = (0, 0, 0, 0, 0, 0, 0, .004, .01, .03, .05, .13)           # the spring is nearly out
    for beat, semitones, force in MOTIF:
        out.lay(tones.tine(semitones, force), 4.0 + beat * BEAT + wind_down[beat], -.12)
    for bar, (root, second, third) in enumerate(TURNING):
        for beat, semitones, force in ((0, root, .50), (1, second, .30), (2, third, .34)):
            at = 3 * bar + beat
            if at < 12:
                out.lay(tones.tine(semitones, force), 4.0 + at * BEAT + wind_down[at] + .012, .22)
    out.lay(tones.clockwork(6.4, 12), 4.0, -.05, .05)
    # At 10.5 a hand is laid on the comb.
    out.samples *= all_time((0, 1), (10.485, 1), (10.53, 0), (36, 0))
    out.lay(lamp.relay(.2), 10.5, -.1, .22)
    for eighth, semitones, force in ((0, 43, .9), (2, 39, .7), (3, 44, .95), (5, 43, .7), (6, 41, .8), (7, 39, .75)):
        out.lay(tones.tine(semitones, force), 15.5 + eighth * BEAT / 2, (-.4, .4)[eighth % 2], 1.8)
        out.lay(tones.tine(semitones - 12, force), 15.5 + eighth * BEAT / 2, 0, .7)
    for second, semitones, force, pan in ((31.5, 38, .62, -.15), (32.2, 35, .56, .12), (33.0, 36, .85, 0), (33.01, 24, .42, -.2), (33.03, 31, .22, .25),
                                          (33.34, 43, .10, .4)):
        out.lay(tones.tine(semitones, force), second, pan)
    return out


def the_strings():
    """Harmony: hardly there under the line, warm under the motif, cold where it breaks off, wide over the beat, and one chord at the end."""
    out = stem()
    out.lay(tones.strings((-12, 7, 14), 3.4, 1.9, 1.2, (250, 900)), 1.4, 0, .55)
    for second, length, chord, gain, bright in ((4.0, 1.9, (0, 7, 15, 22), .26, (500, 900)), (5.5, 1.9, (-4, 8, 15, 24), .31, (600, 1100)),
                                                (7.0, 1.9, (-7, 8, 12, 20), .36, (700, 1200)), (8.5, 2.0, (-5, 7, 11, 17), .42, (800, 1500))):
        out.lay(tones.strings(chord, length, .5, .5, bright), second, 0, gain)
    out.lay(tones.strings((11, 19, 20), 3.1, .9, .15, (500, 2600), .5), 10.4, 0, .46)          # 7, 5 and b6 against it
    for second, length, chord, gain, bright in ((13.5, 2.1, TONIC, .55, (700, 1400)), (15.5, 2.1, SIXTH, .75, (1000, 2000)),
                                                (17.5, 2.1, FOURTH, .80, (1100, 2400)), (19.5, 2.6, FIFTH, .95, (1000, 4200)),
                                                (22.0, 1.05, TONIC + (24,), 1.0, (3200, 2600)), (23.0, 1.05, SIXTH + (24,), 1.0, (3200, 3000))):
        out.lay(tones.strings(chord, length, .12, .25, bright), second, 0, gain)
    out.lay(tones.strings((12, 15, 19, 24, 31), 2.1, .1, .1, (2500, 7000), .6), 24.0, 0, .9)
    out.lay(tones.strings((0, 7, 15), 4.5, 1.6, .05, (400, 3600)), HIT, 0, .75, ((0, 1), (2.0, .7), (4.5, 1.9)))
    for second, length, top, gain in ((27.5, 1.1, 20, .36), (28.5, 1.1, 19, .44), (29.5, 1.5, 20, .95)):     # b6 leans on 5, and leans again
        out.lay(tones.strings((top, top + 12), length, .3, .04, (900, 3200), .25), second, 0, gain)
    out.lay(tones.strings(OPEN, 4.4, 1.1, 2.6, (900, 450)), 31.5, 0, .40)
    return out


def the_depth():
    """Drones and the pulse: what the body hears first."""
    out = stem()
    out.lay(tones.drone(4.6, (-24, -12, -5), (120, 300)), 0, 0, .6, ((0, 0), (2.4, .25), (2.6, .8), (4.6, 0)))
    out.lay(drums.pulse(-17, .9), 2.72, 0, .55)
    for second, semitones, force in ((8.0, -12, .55), (8.46, -12, .34), (9.0, -12, .62), (9.46, -12, .4), (10.0, -12, .7), (10.46, -12, .45)):
        out.lay(drums.pulse(semitones, .45, force), second)
    for k in range(5):
        out.lay(drums.pulse(-12, .5, .50 + .05 * k), 10.5 + k * BEAT)
        out.lay(drums.pulse(-13, .35, .26 + .04 * k), 10.5 + (k + .5) * BEAT)
    out.lay(tones.drone(2.7, (-17, -5), (160, 700)), 10.5, 0, .42, ((0, 0), (.3, .5), (2.5, 1), (2.7, 0)))
    out.lay(tones.drone(END_OF_HIT - HIT, (-24, -12, -5, 0), (200, 260, 420, 900, 1600)), HIT, 0, 1.0,
            ((0, 0), (.4, .6), (2, .65), (4.3, 1.4), (4.49, 1.4), (4.5, 0)))
    for second, force in ((27.5, .75), (28.5, .8), (29.5, .9), (30.25, 1.0)):
        out.lay(drums.heart(force), second)
    out.lay(tones.drone(4.5, (-12, -5), (300, 120)), 31.5, 0, .7, ((0, 0), (1.2, .42), (2.4, .30), (4.4, 0), (4.5, 0)))
    return out


def the_machine():
    """Starter at 13.0, the engine catches at 13.36; it pulls through two gears, the last of them into the dark."""
    out = stem()
    out.lay(machine.starter(.42), 13.0, .2, .8)
    out.lay(lamp.relay(.5), 12.98, .2, .4)
    start, stop = 13.36, 26.0
    count = int((stop - start) * RATE)
    shift = lambda *points: curve(count, *((second - start, value) for second, value in points))
    firing = shift((start, 16), (13.5, 44), (13.85, 74), (14.3, 48), (15.5, 44), (17.5, 50), (19.4, 56), (19.5, 60),
                   (21.7, 96), (21.95, 72), (23.9, 98), (24.0, 80), (25.97, 160), (26, 160))
    effort = shift((start, .4), (13.5, 1), (14.0, .8), (14.6, .3), (15.5, .2), (17.4, .3), (19.5, .55),
                   (21.7, .9), (21.85, .35), (22.0, .75), (23.9, .9), (24.0, .7), (26, 1))
    level = shift((start, .5), (13.5, 1), (14.3, .75), (15.5, .34), (17.5, .42), (19.5, .55), (21.7, .85), (22.0, .70), (24.0, .8), (25.9, 1.1), (26, 1.1))
    out.lay(machine.engine(firing, effort) * level, start)
    return out


def kicks():
    """The times of the kick: four to the bar, with a push before each new chord; the last two seconds have their own."""
    plain = [13.5 + k * BEAT for k in range(21)]
    pushes = [15.25, 17.25, 19.25, 20.75, 21.75, 22.75, 23.75]
    return sorted(plain + pushes + [24.0, 24.5, 25.0, 25.5])


def the_drums():
    out = stem()
    for second in kicks():
        out.lay(drums.kick(1.0 if (second * 2) % 1 == 0 else .7), second)
    for second in [14.5 + k for k in range(8)] + [22.25, 22.75, 23.25, 23.75]:
        if second < 24:
            out.lay(drums.shutter(.85 if second < 19.5 else 1.0), second, .1)
    for k in range(int((24.0 - 13.5) * 8)):
        second = 13.5 + k / 8
        if second < 15.5 and k % 2 or second >= 21.875 and second < 22:
            continue
        force = (.55, .22, .38, .26)[k % 4] * (.7 if second < 17.5 else 1.0)
        out.lay(drums.tick(k * 7 + k // 4, force), second, (-.35, .3, .1, .45)[k % 4])
    out.lay(drums.steel(3.0, -12, .8), 13.5, 0, .7)
    for second, low, force in ((15.5, -5, .4), (19.5, -7, .55), (22.0, -12, .6), (23.0, -16, .6),
                                (24.0, -12, .7), (24.5, -11, .75), (25.0, -10, .8), (25.5, -7, .9)):
        out.lay(drums.steel(1.6, low, force), second, 0, .55)
    roll = [24.0 + k / 8 for k in range(8)] + [25.0 + k / 16 for k in range(16)]
    for k, second in enumerate(roll):
        out.lay(drums.shutter(.18 + .6 * (second - 24) / 2), second, -.3 + .6 * (k % 2), .8)
    return out


def the_bass():
    out = stem()
    figure = (0, 0, 12, 0, 0, 7, 0, 12)                                         # eighths of a bar in sixteenths, twice a bar
    roots = ((13.5, 15.5, -12), (15.5, 17.5, -16), (17.5, 19.5, -19), (19.5, 22.0, -17), (22.0, 23.0, -12), (23.0, 24.0, -16))
    for start, stop, root in roots:
        for k in range(int((stop - start) * 8)):
            second = start + k / 8
            if second < 14.5 and k % 4:                                        # it comes in by and by
                continue
            cutoff = np.interp(second, (13.5, 17.5, 19.5, 22, 24), (500, 900, 1300, 3200, 3600))
            out.lay(tones.bass(root + figure[k % 8], .118, cutoff, (1.0, .7, .85, .7)[k % 4]), second)
    for second, root in ((24.0, -11), (24.5, -10), (25.0, -7), (25.5, -5)):     # bII, II, IV, V: the floor goes up
        for k in range(4):
            out.lay(tones.bass(root + (0, 12)[k % 2], .118, 2500 + 1500 * (second - 24) + 300 * k, 1.0), second + k / 8)
    return out


def the_plucks():
    """The motif again, as what drives: sixteenths over the dominant, and on to the dark."""
    out = stem()
    for k in range(int((24.0 - 17.5) * 8)):
        second = 17.5 + k / 8
        force = np.interp(second, (17.5, 19.5, 21.9, 24), (.22, .40, .95, .9)) * (1.0, .72, .85, .72)[k % 4]
        cutoff = np.interp(second, (17.5, 19.5, 22, 24), (500, 900, 4200, 5000))
        out.lay(tones.pluck(RUN[k % 16], cutoff, force), second)
    for k in range(16):
        out.lay(tones.pluck(31 + (0, 1, 3, 1)[k % 4] + k // 4, 5000, .8), 24.0 + k / 8)
    out.samples += space.echoes(out.samples, 0.375, .42)
    return out


def the_rise():
    out = stem()
    out.lay(tones.rise(6.5, (0, 7), 2.0), 19.5, 0, .9)
    air = drums.breath_in(2.0, 400, 10000)
    out.lay(air, 24.0, 0, .55)
    return out


def the_hit():
    out = stem()
    out.lay(drums.hit(), HIT)
    out.lay(drums.steel(3.0, -24, .5), END_OF_HIT, 0, .5)
    out.lay(drums.pulse(-17, 1.4, 1.0), END_OF_HIT, 0, .8)
    return out


def ducked(count):
    """The gain that leaves room for each kick."""
    gain, age = np.ones(count), np.arange(int(.35 * RATE)) / RATE
    dip = 1 - .55 * np.minimum(age / .004, 1) * np.exp(-age / .11)
    for second in kicks():
        start = int(second * RATE)
        gain[start:start + len(dip)] = np.minimum(gain[start:start + len(dip)], dip)
    return gain


# stem: level, how much of it goes to the near room and to the far one, and whether it makes room for the kick
DESK = (
    (the_lamp, .17, .02, .020, False),
    (the_place, .055, .015, .030, False),
    (the_box, .085, .014, .028, False),
    (the_strings, .155, .02, .028, True),
    (the_depth, .34, .02, .016, False),
    (the_machine, .19, .05, .014, True),
    (the_drums, .36, .08, .020, False),
    (the_bass, .24, .012, .00, True),
    (the_plucks, .12, .03, .020, True),
    (the_rise, .14, .02, .030, True),
    (the_hit, .78, .06, .110, False),
)


def stems():
    """The dry stems by name, each at its level and ducked, with their two sends."""
    room_for_kick = ducked(int(LENGTH * RATE))
    for make, level, near, far, ducks in DESK:
        samples = make().samples * (room_for_kick if ducks else 1.0)
        yield make.__name__, samples * level, samples * near, samples * far


def mix():
    """The whole score before its loudness is set: (2, n)."""
    near_room, far_room = space.room("yard", .7, .008, 150, 9000, .6), space.room("underpass", 3.4, .03, 110, 6500, .4)
    dry, near, far = (np.zeros((2, int(LENGTH * RATE))) for _ in range(3))
    hum = None
    for name, direct, to_near, to_far in stems():
        if name == "the_lamp":
            hum = direct
        else:
            dry += direct
        near += to_near
        far += to_far
    # Two acts: at 26.0 everything but the hum is cut, its rooms too.
    first = all_time((0, 1), (DARK - .012, 1), (DARK + .012, 0), (36, 0))
    second = all_time((0, 0), (HIT - .02, 0), (HIT - .003, 1), (36, 1))
    out = hum + dry * (first + second)
    for room, send in ((near_room, near), (far_room, far)):
        out += space.heard_in(room, send * first) * first + space.heard_in(room, send * second)
    out = band(out, 30, 17500)
    out = space.deep_in_the_middle(out)
    out = np.tanh(out * .4) / .4                           # the loudest moments lean into the ceiling, nothing is cut
    return out * all_time((0, 0), (.05, 1), (34.2, 1), (35.9, 0), (36, 0))
