#include "picture/qr_code.h"

#include <algorithm>
#include <cmath>
#include <qrcodegen/qrcodegen.hpp>
#include <string>

namespace redlight {
namespace {

constexpr std::size_t kMostBytes = 2953;  // version 40 with the least correction

double linear(double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); }

double luminance(const std::array<double, 3>& c) {
  return 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
}

}  // namespace

std::shared_ptr<const QrCode> make_qr_code(std::string_view link) {
  if (link.empty() || link.size() > kMostBytes) return nullptr;
  // A screen does not wear off: the least correction gives the largest modules, and what room is left raises it.
  const auto made = qrcodegen::QrCode::encodeText(std::string(link).c_str(), qrcodegen::QrCode::Ecc::LOW);
  auto code = std::make_shared<QrCode>();
  code->size = made.getSize();
  for (int y = 0; y < code->size; y++)
    for (int x = 0; x < code->size; x++) code->dark.push_back(made.getModule(x, y) ? 1 : 0);
  return code;
}

std::shared_ptr<const Coverage> draw_qr_code(const QrCode& code, int module) {
  auto ink = std::make_shared<Coverage>();
  ink->width = ink->height = code.size * module;
  ink->alpha.resize(static_cast<std::size_t>(ink->width) * static_cast<std::size_t>(ink->height));
  for (int y = 0; y < ink->height; y++)
    for (int x = 0; x < ink->width; x++)
      if (code.dark[static_cast<std::size_t>(y / module * code.size + x / module)] != 0)
        ink->alpha[static_cast<std::size_t>(y) * static_cast<std::size_t>(ink->width) + static_cast<std::size_t>(x)] =
            255;
  return ink;
}

double contrast_of(const CodeColours& colours) {
  return (luminance(colours.paper) + 0.05) / (luminance(colours.ink) + 0.05);
}

double module_on_glass(int module, int width, int height) {
  return module * kSmallestDiagonal / std::hypot(width, height);
}

}  // namespace redlight
