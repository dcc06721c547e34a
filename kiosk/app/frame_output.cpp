#include "app/frame_output.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>

#include "app/contact_sheet.h"
#include "media/movie_writer.h"
#include "media/voice.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

class MovieOutput final : public FrameOutput {
 public:
  explicit MovieOutput(std::unique_ptr<MovieWriter> writer) : writer_(std::move(writer)) {}
  bool wants(long) const override { return true; }
  bool has_sound() const override { return true; }
  Result<void> add_frame(long, const Image& image) override { return writer_->add_frame(image.pixels, image.width); }
  Result<void> add_sound(std::span<const float> samples) override { return writer_->add_sound(samples); }
  Result<void> finish() override { return writer_->finish(); }

 private:
  std::unique_ptr<MovieWriter> writer_;
};

class ImageOutput final : public FrameOutput {
 public:
  explicit ImageOutput(fs::path file) : file_(std::move(file)) {}
  bool wants(long) const override { return true; }
  bool has_sound() const override { return false; }
  Result<void> add_frame(long, const Image& image) override { return write_image(image, file_); }
  Result<void> add_sound(std::span<const float>) override { return {}; }
  Result<void> finish() override { return {}; }

 private:
  fs::path file_;
};

class SheetOutput final : public FrameOutput {
 public:
  SheetOutput(fs::path file, long frames, int width, int height)
      : file_(std::move(file)), frames_(frames), sheet_(width, height) {}
  bool wants(long index) const override {
    // The middles of as many equal parts of the render as the sheet has places.
    const long places = std::min<long>(ContactSheet::kPlaces, frames_), place = index * places / frames_;
    return (2 * place + 1) * frames_ / (2 * places) == index;
  }
  bool has_sound() const override { return false; }
  Result<void> add_frame(long, const Image& image) override {
    sheet_.add(image);
    return {};
  }
  Result<void> add_sound(std::span<const float>) override { return {}; }
  Result<void> finish() override { return write_image(sheet_.image(), file_); }

 private:
  fs::path file_;
  long frames_;
  ContactSheet sheet_;
};

/// frame_000000.png ... and sound.wav (32-bit float PCM).
class FolderOutput final : public FrameOutput {
 public:
  explicit FolderOutput(fs::path folder) : folder_(std::move(folder)) {}
  bool wants(long) const override { return true; }
  bool has_sound() const override { return true; }
  Result<void> add_frame(long index, const Image& image) override {
    return write_png(image, folder_ / fmt::format("frame_{:06}.png", index));
  }
  Result<void> add_sound(std::span<const float> samples) override {
    samples_.insert(samples_.end(), samples.begin(), samples.end());
    return {};
  }
  Result<void> finish() override {
    const auto bytes = static_cast<std::uint32_t>(samples_.size() * sizeof(float));
    struct Header {  // RIFF WAVE, one fmt chunk (IEEE float) and one data chunk; little-endian, as every machine here
      char riff[4] = {'R', 'I', 'F', 'F'};
      std::uint32_t size;
      char wave[8] = {'W', 'A', 'V', 'E', 'f', 'm', 't', ' '};
      std::uint32_t format_size = 16;
      std::uint16_t format = 3, channels = 2;
      std::uint32_t rate = kSampleRate, bytes_a_second = kSampleRate * 8;
      std::uint16_t block = 8, bits = 32;
      char data[4] = {'d', 'a', 't', 'a'};
      std::uint32_t data_size;
    };
    static_assert(sizeof(Header) == 44);
    Header header{};
    header.size = 36 + bytes, header.data_size = bytes;
    std::ofstream out(folder_ / "sound.wav", std::ios::binary);
    out.write(reinterpret_cast<const char*>(&header), sizeof header);
    out.write(reinterpret_cast<const char*>(samples_.data()), static_cast<std::streamsize>(bytes));
    out.close();
    if (!out) return fail(ErrorKind::unreadable, "cannot be written", (folder_ / "sound.wav").string());
    return {};
  }

 private:
  fs::path folder_;
  std::vector<float> samples_;
};

}  // namespace

Result<std::unique_ptr<FrameOutput>> open_output(const RenderOptions& options, long frames) {
  const fs::path& file = options.output;
  std::error_code error;
  const bool folder = !file.has_filename() || fs::is_directory(file, error);
  if (const fs::path parent = folder ? file : file.parent_path(); !parent.empty()) {
    fs::create_directories(parent, error);
    if (error) return fail(ErrorKind::unreadable, "the folder cannot be made: " + error.message(), parent.string());
  }
  if (folder) return std::unique_ptr<FrameOutput>(std::make_unique<FolderOutput>(file));
  if (can_write_image(file)) {
    if (options.at) return std::unique_ptr<FrameOutput>(std::make_unique<ImageOutput>(file));
    return std::unique_ptr<FrameOutput>(std::make_unique<SheetOutput>(file, frames, options.width, options.height));
  }
  if (file.extension() != ".mp4")
    return fail(ErrorKind::unsupported, "the output must end in .mp4, .png, .jpg or / (a folder of frames)",
                file.string());
  if (options.width % 2 != 0 || options.height % 2 != 0)
    return fail(ErrorKind::unsupported, "a film needs even width and height", file.string());
  MovieFormat format;
  format.width = options.width, format.height = options.height, format.fps_numerator = options.fps,
  format.crf = options.crf;
  auto writer = MovieWriter::create(file, format);
  if (!writer) return tl::unexpected(writer.error());
  return std::unique_ptr<FrameOutput>(std::make_unique<MovieOutput>(std::move(*writer)));
}

}  // namespace redlight
