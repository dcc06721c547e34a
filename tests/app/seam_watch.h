#pragma once
// Looks at every frame of a tiny show (support/tiny_show.h) as a visitor would, and notes what no visitor may see:
// black, nothing, a frame of a film that is not due, a scene that has left, a jump in a fade. A value of one test.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "picture/picture.h"
#include "render/cpu/cpu_renderer.h"
#include "show/director.h"
#include "show/show.h"
#include "support/tiny_show.h"

namespace redlight::test {

/// Whether films must show exactly what is due: offline they must; in a kiosk a frame may come late but never early.
enum class Punctuality { exact, may_lag };

class SeamWatch {
 public:
  SeamWatch(const Show& show, Punctuality punctuality) : show_(show), punctuality_(punctuality) {}

  /// The frame at `now`. Before the first scene is ready nothing is expected.
  void look(Instant now, const Stage& stage, const Picture& picture);
  /// After the last frame: that every scene looked like itself whenever it was alone on stage, and that fades did not
  /// jump. Fades are looked at only where they last `shortest_fade` or more.
  void conclude(Duration shortest_fade);

  const std::vector<std::string>& faults() const { return faults_; }
  long frames() const { return frames_; }
  /// The scenes in the order in which they came on stage.
  const std::vector<Appearance>& appearances() const { return appearances_; }
  std::string first_faults() const;

 private:
  struct Lone {
    std::size_t scene;
    Instant at;
    Mean mean;
  };
  struct Step {  // from one frame of a fade to the next
    std::size_t from, to;
    Instant at;
    double change;
  };

  void fault(Instant now, const std::string& what);
  void note_appearance(const Stage& stage);
  void check_film(Instant now, const Appearance& appearance, std::optional<int> number, const char* where);
  void check_alone(Instant now, const Stage& stage, const Picture& picture, const Mean& mean);
  void check_grounds(Instant now, const Stage& stage, const Picture& picture);
  const TinyFilm* film_of(std::size_t scene) const;

  const Show& show_;
  const Punctuality punctuality_;
  const std::vector<TinyFilm> films_ = tiny_films();
  CpuRenderer renderer_;
  std::vector<std::string> faults_;
  std::vector<Appearance> appearances_;
  std::vector<Lone> lone_;
  std::vector<Step> steps_;
  std::optional<Mean> last_mean_;
  std::optional<std::size_t> fading_from_, fading_to_;  // in the frame before
  long frames_ = 0;
};

}  // namespace redlight::test
