#pragma once
// Measures a film, a rendered show or any other run of pictures against the flash limits of WCAG 2.2 SC 2.3.1 and
// ITU-R BT.1702 (picture/flash_meter.h has the rule in full): more than three general or red flashes within any one
// second over more than a quarter of any block of 1/3 by 1/3 of the picture. The picture is taken to fill a display of
// which such a block is 10 degrees wide, as the rule does where it knows no more.
//
// Pure: time is an argument, of any frame rate, also a changing one. Memory does not grow, but for the list of what was
// found, which is the caller's to take. One owner, one thread.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "picture/flash_meter.h"

namespace redlight {

/// One violation, however long it goes on: what follows within a second of it is the same one.
struct FlashViolation {
  FlashKind kind = FlashKind::general;
  Instant start{}, end{};  ///< the first and the last change that belong to it
  double area = 0;         ///< 0..1: the largest share of a block that flashed
  double flashes = 0;      ///< the most in one second; half a flash is one change; 32 for all from there on
};

/// "general flash from 12.30 s to 14.05 s: 5 flashes in one second over 62 % of a 10 degree field"
std::string describe(const FlashViolation& violation);

class FlashAnalyser {
 public:
  /// For pictures of this shape.
  FlashAnalyser(int width, int height, int long_side = kFlashCells);

  /// The picture that is seen from `now` on. Times do not go backwards.
  void add(const Image& image, Instant now);
  void add(const FlashField& field, Instant now);

  /// What has ended: taken once, in the order of their ends.
  std::vector<FlashViolation> take();
  /// After the last picture: that, and what was still going on.
  std::vector<FlashViolation> finish();

  FlashGrid grid() const { return meter_.grid(); }

 private:
  void close(FlashKind kind);

  FlashMeter meter_;
  FlashField field_;
  std::array<std::optional<FlashViolation>, 2> open_;
  std::vector<FlashViolation> done_;
};

}  // namespace redlight
