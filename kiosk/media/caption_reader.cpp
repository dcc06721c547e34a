#include "media/caption_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include "base/text.h"
#include "media/caption_lines.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMostFaults = 20;
constexpr const char* kUtf8 = "expected UTF-8; save the file again with that encoding";
constexpr Duration kLatest = std::chrono::hours(100);

void append_utf8(std::string& to, char32_t c) {
  const auto byte = [&](char32_t value) { to += static_cast<char>(static_cast<unsigned char>(value)); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) return byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F));
  if (c < 0x10000) return byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
  byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
}

enum class Order { little, big };

/// A half of a pair without the other becomes a replacement character.
std::string from_utf16(std::string_view bytes, Order order) {
  std::string text;
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(order == Order::little ? first | second << 8 : second | first << 8);
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const char32_t high = unit(at);
    if (high < 0xD800 || high > 0xDFFF) {
      append_utf8(text, high);
      continue;
    }
    const char32_t low = high < 0xDC00 && at + 3 < bytes.size() ? unit(at + 2) : 0;
    const bool is_pair = low >= 0xDC00 && low <= 0xDFFF;
    append_utf8(text, is_pair ? 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00) : U'\uFFFD');
    if (is_pair) at += 2;
  }
  return text;
}

/// UTF-8 without a mark; the bytes themselves where they are in no encoding that is known.
std::string decoded(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return from_utf16(bytes.substr(2), Order::little);
  if (bytes.starts_with("\xFE\xFF")) return from_utf16(bytes.substr(2), Order::big);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return std::string(bytes);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    lines.push_back(text.substr(0, end));
    const bool is_pair = text.substr(end, 2) == "\r\n";
    text.remove_prefix(std::min(text.size(), end + (is_pair ? 2 : 1)));
  }
  return lines;
}

/// What no text has.
std::size_t first_control(std::string_view text) {
  const auto found = std::find_if(text.begin(), text.end(), [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return code < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
  });
  return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  return lines_of(text.substr(0, offset + 1)).size() - 1;
}

}  // namespace

std::optional<CaptionFormat> caption_format_of(const fs::path& file) {
  const std::string ending = lower_ascii(file.extension().string());
  if (ending == ".srt") return CaptionFormat::subrip;
  if (ending == ".vtt") return CaptionFormat::webvtt;
  if (ending == ".ass" || ending == ".ssa") return CaptionFormat::ass;
  return std::nullopt;
}

Result<CaptionText> read_caption_file(const fs::path& file) {
  const auto format = caption_format_of(file);
  if (!format) return fail(ErrorKind::unsupported, "Captions are read from .srt, .vtt and .ass files.", file);
  std::error_code error;
  const auto status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) return fail(ErrorKind::not_found, "There is no such file.", file);
  if (!fs::is_regular_file(status)) return fail(ErrorKind::unreadable, "This is not a file of captions.", file);
  const auto too_large = [&] {
    return fail(ErrorKind::exhausted, "The file is too large for captions; 8 MB is the most.", file);
  };
  if (fs::file_size(file, error) > kMostCaptionBytes && !error) return too_large();
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return fail(ErrorKind::unreadable, std::string("The file cannot be opened: ") + std::strerror(errno) + ".", file);
  std::string bytes(kMostCaptionBytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.bad()) return fail(ErrorKind::unreadable, "The file cannot be read to its end.", file);
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (bytes.size() > kMostCaptionBytes) return too_large();
  return parse_captions(bytes, *format);
}

CaptionText parse_captions(std::string_view bytes, CaptionFormat format) {
  const std::string text = decoded(bytes);
  CaptionGathering nothing;
  if (const auto at = first_control(text); at != std::string::npos) {
    nothing.fault(line_at(text, at), "this is not text", kUtf8);
    return nothing.finish("");
  }
  if (const auto at = first_invalid_utf8(text); at != std::string::npos) {
    nothing.fault(line_at(text, at), "the text is not UTF-8", kUtf8);
    return nothing.finish("");
  }
  const auto lines = lines_of(text);
  return format == CaptionFormat::ass ? parse_ass(lines) : parse_cues(lines, format);
}

void CaptionGathering::fault(std::size_t line, std::string what, std::string expected) {
  if (text_.faults.size() < kMostFaults)
    text_.faults.push_back({static_cast<int>(line) + 1, std::move(what), std::move(expected)});
}

void CaptionGathering::add(std::size_t line, CaptionEvent event) {
  if (event.end <= event.begin)
    return fault(line, "the caption ends before it has begun", "expected the later time after the earlier");
  if (event.end > kLatest) return fault(line, "the caption comes after 100 hours", "expected times within the film");
  if (event.text.size() > kMostEventBytes)
    return fault(line, "the caption is too long", "expected a text of one or two lines");
  if (is_full()) {
    if (!std::exchange(told_full_, true))
      fault(line, "the file has too many captions", "expected at most " + std::to_string(kMostCaptionEvents));
    return;
  }
  text_.script.events.push_back(std::move(event));
}

CaptionText CaptionGathering::finish(std::string_view expected) {
  auto& events = text_.script.events;
  if (events.empty() && text_.faults.empty()) fault(0, "there is no caption in the file", std::string(expected));
  std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  std::stable_sort(text_.faults.begin(), text_.faults.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  text_.script.header = std::move(header);
  return std::move(text_);
}

std::optional<Duration> caption_time(std::string_view text, Hours hours) {
  std::vector<long> parts;
  const auto number = [&]() -> std::optional<long> {
    long value = 0;
    std::size_t digits = 0;
    for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
      if (digits > 4) return std::nullopt;
      value = value * 10 + (text[digits] - '0');
    }
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    return value;
  };
  for (;;) {
    const auto part = number();
    if (!part || parts.size() == 3) return std::nullopt;
    parts.push_back(*part);
    if (text.empty() || text.front() != ':') break;
    text.remove_prefix(1);
  }
  if (parts.size() < (hours == Hours::needed ? 3u : 2u)) return std::nullopt;
  if (parts.size() == 2) parts.insert(parts.begin(), 0);
  long fraction = 0;  // in milliseconds
  if (!text.empty()) {
    if (text.front() != '.' && text.front() != ',') return std::nullopt;
    text.remove_prefix(1);
    const std::size_t digits = text.size();
    const auto value = number();
    if (!value || !text.empty() || digits > 3) return std::nullopt;
    fraction = *value * (digits == 1 ? 100 : digits == 2 ? 10 : 1);
  }
  if (parts[1] > 59 || parts[2] > 59) return std::nullopt;
  return std::chrono::milliseconds(((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000 + fraction);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\f");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\f") - first + 1);
}

}  // namespace redlight
