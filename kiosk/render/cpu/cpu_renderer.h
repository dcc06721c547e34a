#pragma once
// The cpu renderer: draws a picture by rows with SIMD. Exact: the same picture gives the same bytes on every machine,
// compiler and instruction set, so it is also the reference that the gl renderer is tested against. One owner, one
// thread.
#include <optional>
#include <string_view>
#include <vector>

#include "render/cpu/instruction_set.h"
#include "render/cpu/row_crew.h"
#include "render/light_field.h"
#include "render/renderer.h"
#include "render/row_moves.h"

namespace redlight {

class CpuRenderer final : public Renderer {
 public:
  /// With the widest instruction set of this machine, or a given one.
  CpuRenderer() : CpuRenderer(instruction_sets().front()) {}
  explicit CpuRenderer(const InstructionSet& set);

  void draw(const Picture& picture) override;
  Image read_back() override { return image_; }

  /// Draws straight into somebody else's rows of 0xffRRGGBB words, `stride` in pixels: a window's surface. Of the
  /// picture's rows only `part`; the others hold what they are to hold already (render/changed_rows.h).
  void draw_into(const Picture& picture, std::uint32_t* pixels, std::ptrdiff_t stride, Span part);

  /// What draw() drew, without a copy.
  const Image& image() const { return image_; }
  std::string_view instruction_set() const { return set_.name; }

 private:
  /// The columns and rows that a plane's samples come from, kept because a film's frames all have one size.
  struct Resampling {
    int source_width = 0, source_height = 0, target_width = 0, target_height = 0;
    double x = 0, y = 0, width = 0, height = 0;
    ChromaSite site;
    std::vector<std::int32_t> column, row;
    std::vector<std::int16_t> column_part, row_part;
    rows::Spacing spacing = rows::Spacing::any;
    rows::SteadyColumns steady;
  };

  /// What a frame works out before its rows; kept so that nothing is allocated anew.
  struct Prepared {
    std::vector<RowMove> moves;
    std::optional<LightField> haze, touch;
  };

  void plan_grounds(const Picture& picture, rows::Plan& plan);
  void plan_coarse(const Picture& picture, std::size_t first, std::size_t end, int scale, rows::GroundRows& out);
  void plan_view(const LitGround& ground, const Picture& picture, std::size_t slot, rows::GroundRows& out);
  void draw_seen(const Picture& picture, const rows::Plan& plan, Span part);
  void make_room(const rows::Plan& plan);
  void plan_lit(const LitGround& ground, std::size_t slot, rows::LitRows& out);
  void plan_room(const LitGround& ground, std::size_t slot, rows::LitRows& out);
  void plan_frame(const FrameGround& ground, const Picture& picture, std::size_t slot, rows::FrameRows& out);

  InstructionSet set_;
  Image image_;
  std::vector<std::int8_t> grain_;
  std::vector<std::uint8_t> dither_;
  Prepared prepared_[Picture::kMaxGrounds];
  Resampling resampling_[Picture::kMaxGrounds][3];
  std::vector<rows::SpriteRows> sprites_;
  rows::Plan coarse_[Picture::kMaxGrounds];
  std::vector<std::int16_t> seen_[Picture::kMaxGrounds];  // by cameras
  struct Workplace {
    std::vector<std::int16_t> rows, steps[Picture::kMaxGrounds];
  };
  std::vector<Workplace> workplaces_;  // per member of the crew
  RowCrew crew_;
};

}  // namespace redlight
