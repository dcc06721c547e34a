#pragma once
// Follows the files of the show while it runs: an edit of show.toml, of a map or of a film is a new show, which takes
// over as soon as it is ready (app/show_stage.h); an edit of a shader makes the gl renderer's programs anew. What is
// wrong is said in the log and on the picture, and the last good one stays. Files are read on a thread of its own,
// which the destructor joins; all else on the main thread.
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/fault_panel.h"
#include "app/presenter.h"
#include "app/show_files.h"
#include "app/show_stage.h"
#include "base/quiet_time.h"
#include "platform/folder_watch.h"
#include "show/loader.h"

namespace redlight {

class LiveEdit {
 public:
  /// Editors write in several steps; what is read before they are done is half a file.
  static constexpr Duration kRest = std::chrono::milliseconds(150);

  /// `stage`, which knows its show, and `presenter` outlive it. `shaders` and `fonts` are folders.
  LiveEdit(ShowStage& stage, Presenter& presenter, std::filesystem::path shaders, std::filesystem::path fonts);
  ~LiveEdit();

  /// Once a frame. True when the same picture looks different from now on.
  bool step(Instant now);

  /// Puts what is wrong, if anything, over the picture.
  void add_to(Picture& picture) { panel_.add_to(picture); }
  /// What is wrong, one fault each, as it is said on the picture.
  const std::vector<std::string>& faults() const { return panel_.faults(); }

  /// Becomes readable when a file has changed; -1 when nothing is watched.
  int descriptor() const { return watch_ ? watch_->descriptor() : -1; }
  /// Nothing is being read, or waited for.
  bool is_idle() const { return !reading_.valid() && !since_; }

 private:
  struct Read {
    std::optional<LoadedShow> loaded;  // empty: only the files were looked up
    ShowFiles files;
  };

  void sort(const std::filesystem::path& changed, Instant now);
  void begin_reading();
  void take(Read read, Instant now);
  void take_refusal();
  bool rebuild_shaders();
  void tell_arrival(Instant now);
  void tell_faults();
  std::string short_text(std::string text) const;

  ShowStage& stage_;
  Presenter& presenter_;
  std::filesystem::path shaders_, show_file_;
  std::unique_ptr<FolderWatch> watch_;  // null: changes cannot be watched here
  ShowFiles files_;
  QuietTime show_rest_{kRest}, shaders_rest_{kRest};
  std::future<Read> reading_;
  bool media_changed_ = false;    // since a show was last wanted
  std::optional<Instant> since_;  // when an edit began that is not on stage yet
  std::vector<std::string> show_faults_, shader_faults_;
  FaultPanel panel_;
};

}  // namespace redlight
