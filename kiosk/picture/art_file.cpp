#include "picture/art_file.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <type_traits>
#include <unistd.h>

#include "base/hash.h"
#include "picture/air_light.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr std::uint32_t kVersion = 1;  // of this layout
constexpr std::array<char, 8> kMagic{'r', 'e', 'd', 'l', 'a', 'r', 't', '\n'};
constexpr std::size_t kPage = 4096, kLine = 64;

/// A file is: the header, the directory (what is small, and where the planes lie), from the next page on the planes,
/// the codes first.
struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t byte_order = 0x01020304;
  std::uint64_t key = 0, file_size = 0, directory_size = 0, directory_hash = 0;
  std::uint64_t codes_size = 0;   // of the planes that every frame reads
  std::uint64_t header_hash = 0;  // of all before it
};
static_assert(sizeof(Header) == 64 && std::is_trivially_copyable_v<Header>);

std::uint64_t hash_of(const Header& header) {
  return hash_bytes({reinterpret_cast<const unsigned char*>(&header), sizeof header - sizeof header.header_hash});
}

constexpr std::size_t round_up(std::size_t value, std::size_t to) { return (value + to - 1) / to * to; }
std::size_t planes_begin(std::size_t directory_size) { return round_up(sizeof(Header) + directory_size, kPage); }

/// Goes through everything that art consists of, in one order for writing and for reading: `a.value()` for numbers and
/// short lists, `a.plane()` for planes. Codes come first and so lie together.
template <class Archive, class Art>
void visit(Archive& a, Art& art) {
  a.value(art.width), a.value(art.height), a.value(art.margin), a.value(art.behind_box), a.value(art.wet_rows);
  a.list(art.lights);
  const auto stride = static_cast<std::size_t>(art.width) + 2 * static_cast<std::size_t>(art.margin),
             rows = static_cast<std::size_t>(art.height), pixels = static_cast<std::size_t>(art.width) * rows,
             box = static_cast<std::size_t>(art.behind_box.width) * static_cast<std::size_t>(art.behind_box.height);
  for (auto& light : art.lights)
    for (auto& code : light.code) a.plane(code, stride * rows, false);
  a.end_of_codes();
  for (auto& light : art.lights) {
    a.text(light.name), a.value(light.scale), a.value(light.radiance);
    a.plane(light.emitter, pixels, true), a.plane(light.along, pixels, true);
    a.spans(light.emitter_rows, light.emitter.empty() ? 0 : rows, art.width);
    for (auto& behind : light.behind) a.plane(behind, box, true);
  }
  a.plane(art.matte, box, true);
  a.floats(art.far_depth), a.floats(art.near_depth);
  const auto wet_rows = static_cast<std::size_t>(std::max(art.wet_rows.end - art.wet_rows.begin, 0));
  a.plane(art.wet, static_cast<std::size_t>(art.width) * wet_rows, true);
  a.guides(art.guides);
}

template <class Archive, class G>
void visit_guides(Archive& a, G& guides) {
  a.value(guides.width), a.value(guides.height);
  const auto size = static_cast<std::size_t>(guides.width) * static_cast<std::size_t>(guides.height);
  for (auto* plane : {&guides.normal_x, &guides.normal_y, &guides.normal_z, &guides.depth, &guides.albedo[0],
                      &guides.albedo[1], &guides.albedo[2], &guides.specular, &guides.roughness})
    a.plane(*plane, size, true);
}

class Writer {
 public:
  template <class T>
  void value(const T& v) {
    static_assert(std::is_trivially_copyable_v<T> && sizeof(T) % 4 == 0);
    append(&v, sizeof v);
  }
  void text(const std::string& t) {
    value(static_cast<std::uint32_t>(t.size()));
    append(t.data(), t.size());
    directory.resize(round_up(directory.size(), 4));
  }
  template <class T>
  void list(const std::vector<T>& items) {
    value(static_cast<std::uint32_t>(items.size()));
  }
  void plane(Bytes bytes, std::size_t /*size*/, bool /*may_be_empty*/) {
    value(std::array<std::uint64_t, 2>{bytes.empty() ? 0 : end, bytes.size()});
    if (bytes.empty()) return;
    planes.push_back(bytes);
    end = round_up(end + bytes.size(), kLine);
  }
  void end_of_codes() { codes = end; }
  void spans(std::span<const Span> rows, std::size_t /*count*/, int /*width*/) {
    value(static_cast<std::uint32_t>(rows.size()));
    append(rows.data(), rows.size_bytes());
  }
  void floats(const std::vector<float>& numbers) {
    value(static_cast<std::uint32_t>(numbers.size()));
    append(numbers.data(), numbers.size() * sizeof(float));
  }
  void guides(const std::shared_ptr<const Guides>& g) {
    value(static_cast<std::uint32_t>(g ? 1 : 0));
    if (g) visit_guides(*this, *g);
  }

  std::vector<unsigned char> directory;
  std::vector<Bytes> planes;  // each at the next multiple of kLine
  std::size_t end = 0, codes = 0;

 private:
  void append(const void* from, std::size_t size) {
    const auto* bytes = static_cast<const unsigned char*>(from);
    directory.insert(directory.end(), bytes, bytes + size);
  }
};

/// Reads a directory; after anything that cannot be, `good` is false and nothing more is believed.
class Reader {
 public:
  Reader(const unsigned char* file, const Header& header)
      : at_(file + sizeof(Header)),
        end_(at_ + header.directory_size),
        planes_(file + planes_begin(header.directory_size)),
        planes_size_(header.file_size - planes_begin(header.directory_size)) {}

  template <class T>
  void value(T& v) {
    if (const void* from = take(sizeof v)) std::memcpy(&v, from, sizeof v);
  }
  void text(std::string& t) {
    const std::size_t size = count();
    if (const void* from = take(round_up(size, 4))) t.assign(static_cast<const char*>(from), size);
  }
  void list(std::vector<LightLayer>& lights) {
    const std::size_t size = count();
    good = good && size >= 1 && size <= kMaxLights;
    if (good) lights.resize(size);
  }
  void plane(Bytes& bytes, std::size_t size, bool may_be_empty) {
    std::array<std::uint64_t, 2> place{};
    value(place);
    if (place[1] == 0) {
      good = good && may_be_empty;
      return;
    }
    good = good && place[1] == size && place[0] <= planes_size_ && size <= planes_size_ - place[0];
    if (good) bytes = {planes_ + place[0], size};
  }
  void end_of_codes() {}
  void spans(std::span<const Span>& rows, std::size_t expected, int width) {
    const std::size_t size = count();
    good = good && size == expected;
    const void* from = take(size * sizeof(Span));
    if (!from) return;
    rows = {static_cast<const Span*>(from), size};
    good = std::all_of(rows.begin(), rows.end(), [&](const Span& s) { return s.begin >= 0 && s.end <= width; });
  }
  void floats(std::vector<float>& numbers) {
    const std::size_t size = count();
    if (const void* from = take(size * sizeof(float))) {
      const auto* first = static_cast<const float*>(from);
      numbers.assign(first, first + size);
    }
  }
  void guides(std::shared_ptr<const Guides>& g) {
    if (count() == 0) return;
    auto read = std::make_shared<Guides>();
    visit_guides(*this, *read);
    g = std::move(read);
  }

  bool good = true;

 private:
  std::size_t count() {
    std::uint32_t n = 0;
    value(n);
    return n;
  }
  const void* take(std::size_t size) {
    good = good && size <= static_cast<std::size_t>(end_ - at_);
    if (!good) return nullptr;
    return std::exchange(at_, at_ + size);
  }

  const unsigned char *at_, *end_, *planes_;
  std::size_t planes_size_;
};

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

bool write_all(int file, const void* from, std::size_t size) {
  const auto* at = static_cast<const char*>(from);
  while (size > 0) {
    const ssize_t done = ::write(file, at, size);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return false;
    at += done, size -= static_cast<std::size_t>(done);
  }
  return true;
}

bool write_padding(int file, std::size_t size) {
  static constexpr std::array<char, kPage> kZero{};
  return write_all(file, kZero.data(), size);  // never more than a page
}

bool write_everything(int file, const Header& header, const Writer& writer) {
  const std::size_t begun = sizeof header + writer.directory.size();
  bool good = write_all(file, &header, sizeof header) &&
              write_all(file, writer.directory.data(), writer.directory.size()) &&
              write_padding(file, planes_begin(writer.directory.size()) - begun);
  for (const Bytes& plane : writer.planes)
    good = good && write_all(file, plane.data(), plane.size()) &&
           write_padding(file, round_up(plane.size(), kLine) - plane.size());
  return good && fdatasync(file) == 0;
}

/// A file in memory, read only.
struct Mapping {
  const unsigned char* begin = nullptr;
  std::size_t size = 0;

  Mapping() = default;
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (begin) munmap(const_cast<unsigned char*>(begin), size);
  }
};

}  // namespace

Result<void> write_art_file(const LitArt& art, std::uint64_t key, const fs::path& file) {
  Writer writer;
  visit(writer, art);
  Header header;
  header.key = key, header.directory_size = writer.directory.size(), header.codes_size = writer.codes;
  header.file_size = planes_begin(writer.directory.size()) + writer.end;
  header.directory_hash = hash_bytes(writer.directory);
  header.header_hash = hash_of(header);

  static std::atomic<unsigned> number{0};
  const fs::path unfinished = file.string() + fmt::format(".{}-{}.tmp", getpid(), number++);
  bool good = false;
  int reason = 0;
  {
    const Descriptor out(open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    good = out.number() >= 0 && write_everything(out.number(), header, writer);
    reason = errno;
  }
  if (good && rename(unfinished.c_str(), file.c_str()) == 0) return {};
  if (good) reason = errno;
  unlink(unfinished.c_str());
  return fail(reason == ENOSPC || reason == EDQUOT ? ErrorKind::exhausted : ErrorKind::unreadable,
              fmt::format("cannot be written: {}", std::strerror(reason)), file.string());
}

Result<ArtPtr> map_art_file(std::uint64_t key, const fs::path& file) {
  const auto damaged = [&](const char* what) { return fail(ErrorKind::malformed, what, file.string()); };
  const Descriptor in(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (in.number() < 0 || fstat(in.number(), &info) != 0)
    return fail(errno == ENOENT ? ErrorKind::not_found : ErrorKind::unreadable, std::strerror(errno), file.string());
  const auto size = static_cast<std::size_t>(info.st_size);
  if (!S_ISREG(info.st_mode) || size < sizeof(Header)) return damaged("too short");
  auto mapping = std::make_shared<Mapping>();
  void* const memory = mmap(nullptr, size, PROT_READ, MAP_SHARED, in.number(), 0);
  if (memory == MAP_FAILED) return fail(ErrorKind::exhausted, std::strerror(errno), file.string());
  mapping->begin = static_cast<const unsigned char*>(memory), mapping->size = size;

  Header header;
  std::memcpy(&header, mapping->begin, sizeof header);
  if (header.magic != kMagic || header.version != kVersion || header.byte_order != Header{}.byte_order)
    return damaged("not art of this version");
  if (header.header_hash != hash_of(header)) return damaged("the header is damaged");
  if (header.key != key) return damaged("made from something else");
  if (header.file_size != size || header.directory_size > size || planes_begin(header.directory_size) > size)
    return damaged("the size is wrong");
  if (header.directory_hash != hash_bytes({mapping->begin + sizeof header, header.directory_size}))
    return damaged("the directory is damaged");

  auto art = std::make_shared<LitArt>();
  Reader reader(mapping->begin, header);
  visit(reader, *art);
  if (!reader.good) return damaged("the directory is not what it should be");
    // What every frame reads is brought in at once, instead of page by page while the first frame is drawn.
#ifdef MADV_POPULATE_READ
  const std::size_t begin = planes_begin(header.directory_size);
  madvise(const_cast<unsigned char*>(mapping->begin) + begin, std::min<std::size_t>(header.codes_size, size - begin),
          MADV_POPULATE_READ);
#endif
  art->memory = std::move(mapping);
  place_sources(*art);
  art->air = std::make_shared<AirLight>(make_air_light(*art));
  return ArtPtr(std::move(art));
}

}  // namespace redlight
