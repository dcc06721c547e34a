#pragma once
// A link as a QR code (ISO/IEC 18004). Pure; any thread.
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "picture/picture.h"
#include "show/show.h"

namespace redlight {

struct QrCode {
  int size = 0;                    ///< modules on each side, 21 to 177
  std::vector<std::uint8_t> dark;  ///< size * size, 1 where a module is dark
};

inline constexpr int kQuietZone = 4;  ///< modules of paper around a code, as the standard wants them

/// Null when the link is too long for any code (2953 characters) or empty. As small as possible, and then as robust.
std::shared_ptr<const QrCode> make_qr_code(std::string_view link);

/// Ink of the dark modules, each of `module` whole pixels, without the quiet zone.
std::shared_ptr<const Coverage> draw_qr_code(const QrCode& code, int module);

/// Of the paper over the ink, as WCAG 2.2 counts it, 1 to 21; below 1 where the ink is the brighter one.
double contrast_of(const CodeColours& colours);

/// What readers need at least: much more than they need on paper, because a lobby's light lies on the glass.
inline constexpr double kReadableContrast = 4.5;

/// On the smallest display that hangs in a lobby, of 32 inches; larger ones have larger modules.
inline constexpr double kSmallestDiagonal = 812.8;  ///< mm
/// A module that telephones read from two metres.
inline constexpr double kReadableModule = 4.0;  ///< mm

/// Millimetres of a module of `module` pixels on the smallest display.
double module_on_glass(int module, int width, int height);

}  // namespace redlight
