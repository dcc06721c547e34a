#pragma once
// What is wrong with a file that somebody edits while it is shown: a panel in the lower left, over whatever the picture
// is, small and legible. Ink over the picture and nothing else, so both renderers draw it. Main thread.
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "picture/picture.h"
#include "picture/type.h"

namespace redlight {

class FaultPanel {
 public:
  /// `fonts` is the folder of the faces; it is opened when there is something to say.
  explicit FaultPanel(std::filesystem::path fonts) : fonts_(std::move(fonts)) {}

  /// What to say, one fault each; of many only the first are shown, and how many more there are. None: no panel.
  void tell(std::vector<std::string> faults);

  const std::vector<std::string>& faults() const { return faults_; }

  void add_to(Picture& picture);

 private:
  void lay_out(int width, int height);

  std::filesystem::path fonts_;
  std::unique_ptr<Typesetter> typesetter_;
  std::vector<std::string> faults_;
  std::vector<Sprite> sprites_;  // for a picture of width_ x height_
  int width_ = 0, height_ = 0;
};

}  // namespace redlight
