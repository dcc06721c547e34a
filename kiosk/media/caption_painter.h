#pragma once
// Private to media/. Draws the events of a script with libass. One owner, one thread; a page depends on the script, the
// area and the time alone, never on what was drawn before.
#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "media/caption_script.h"
#include "media/caption_timeline.h"
#include "media/captions.h"

struct ass_library;
struct ass_renderer;
struct ass_track;

namespace redlight {

class CaptionPainter {
 public:
  /// Errors: not_found (a face), exhausted.
  static Result<std::unique_ptr<CaptionPainter>> open(const std::filesystem::path& fonts);
  ~CaptionPainter();
  CaptionPainter(const CaptionPainter&) = delete;
  CaptionPainter& operator=(const CaptionPainter&) = delete;

  /// What is seen in the span that begins at `from`; null when that is nothing.
  CaptionPagePtr paint(const CaptionScript& script, const CaptionTimeline& timeline, Duration from,
                       const CaptionArea& area);

 private:
  struct LibraryDone {
    void operator()(ass_library* library) const;
  };
  struct RendererDone {
    void operator()(ass_renderer* renderer) const;
  };
  struct TrackFree {
    void operator()(ass_track* track) const;
  };
  using Track = std::unique_ptr<ass_track, TrackFree>;

  CaptionPainter() = default;
  Track track_of(const CaptionScript& script, const std::vector<Duration>& history, const CaptionArea& area) const;
  CaptionPagePtr draw(ass_track& track, const std::vector<Duration>& history, double scale, const CaptionArea& area);

  std::unique_ptr<ass_library, LibraryDone> library_;
  std::unique_ptr<ass_renderer, RendererDone> renderer_;
};

}  // namespace redlight
