#pragma once
// Private to media/. The colours of a film that was made for another display than that of BT.709 (HDR as PQ or HLG,
// BT.2020, P3), as that display shows them best. Pure functions of double precision, for the tables of ColourChange and
// for tests; light is linear, 1 is the white of the SDR display, which stands for 203 cd/m2 of HDR (ITU-R BT.2408).
//
// - PQ and its inverse: SMPTE ST 2084, BT.2100 table 4. HLG: BT.2100 table 5, with the system gamma 1.2 of a display of
//   1000 cd/m2. SDR: the curve of BT.1886 with black at 0, a power of 2.4.
// - What BT.709 cannot show (a channel below 0) is cut at 0, and mixed with grey of the same luminance: with the share
//   kGreyShare of grey, the reds and greens of BT.2020 keep the hue of ICtCp (BT.2100 table 7).
// - What is too bright the tone curve of ITU-R BT.2390 (EETF, 5.4.1) brings down, from the peak of the film to that of
//   the display. It is found for the largest channel and all three are multiplied by the same factor, so the hue of a
//   bright red stays where it was; a curve for each channel would turn it to orange or pink.
#include <array>

#include "media/colour_tags.h"

namespace redlight {

using Colour = std::array<double, 3>;

/// Between cutting off (0), which turns the reddest red to orange, and grey alone (1), which turns it to pink.
inline constexpr float kGreyShare = 0.3f;

/// Display-coded R'G'B' of the film (0..1) to display-coded R'G'B' of BT.709, 0..1.
Colour to_sdr(const Colour& coded, const ColourTags& tags);

/// The steps of it. Light of one channel (of the scene, for HLG; not below 0); what the scene's luminance is multiplied
/// with; what light is multiplied with whose largest channel this is.
double channel_to_light(double code, Transfer transfer);
double hlg_scene_gain(double luminance);
double tone_gain(double largest, const ColourTags& tags);

/// Light of a PQ code value 0..1 in cd/m2, and back.
double pq_to_light(double code);
double light_to_pq(double light);

/// Y' (0..1), Cb, Cr (-0.5..0.5) to R'G'B' and back, by the luma coefficients of the matrix.
Colour ycc_to_rgb(const Colour& ycc, Matrix matrix);
Colour rgb_to_ycc(const Colour& rgb, Matrix matrix);

/// I, Ct, Cp of linear light with the primaries of BT.2020, in cd/m2; the angle of (Ct, Cp) is the hue.
Colour light_to_ictcp(const Colour& light);
/// Light (linear, any unit) between primaries.
Colour change_primaries(const Colour& light, Primaries from, Primaries to);

}  // namespace redlight
