#pragma once
// The ground pass: shaders/ground.frag and what it reads; and before it, for relit art that is coarser than the
// picture or that a camera looks at, shaders/coarse.frag and the view pass. On the thread of the context.
#include <array>

#include "render/gl/gl_program.h"
#include "render/gl/gl_textures.h"
#include "render/gl/left_out.h"
#include "render/gl/view_pass.h"

namespace redlight {

/// Bits of each channel of what is drawn.
enum class Depth { eight, ten };

class GroundPass {
 public:
  static Result<GroundPass> create(const std::filesystem::path& folder, ShaderDialect dialect);

  /// Draws the grounds of `picture` into `framebuffer`, which is bound afterwards; a plane or art larger than
  /// `max_size` is black, and told once.
  void draw(const Picture& picture, int max_size, GLuint framebuffer, Depth depth);

 private:
  static constexpr std::size_t kGrounds = Picture::kMaxGrounds;
  static constexpr std::size_t kArtsKept = 3;  ///< the two of a transition, and the one before, which often comes back

  /// The uniforms of shaders/ground.frag that are arrays over the grounds. Gathered first and set whole: locations of
  /// single elements need not be in a row.
  struct Values {
    template <class T, std::size_t PerGround = 1>
    using Array = std::array<T, kGrounds * PerGround>;
    using Four = std::array<float, 4>;

    Array<GLint> kind{}, coarse_scale{}, lit_count{}, lit_margin{}, lit_behind{}, lit_moves{}, frame_is_rgb{};
    Array<float> weight{};
    Array<GLint, kMaxLights> lit_layer{}, lit_source{};
    Array<Rgb, kMaxLights> lit_gain{}, lit_radiance{};
    Array<std::array<float, kTubeSteps>, kMaxLights> lit_profile{};
    Array<std::array<float, 2>> lit_shade{};
    Array<std::array<GLint, 4>> lit_box{};
    Array<std::array<GLint, 2>> lit_wet{};
    GLint lit_adds = 0;
    Array<std::array<GLint, 3>, 2> field_at{};
    Array<std::array<GLint, 4>> frame_box{};
    Array<Four, 3> frame_map{};
    Array<std::array<GLint, 3>> frame_scale{};
    Array<std::array<GLint, 4>> frame_matrix{};
  };
  struct Locations {
    GLint to_unit, from_unit, ground_count, ground_kind, ground_weight, coarse_scale;
    GLint lit_count, lit_margin, lit_behind, lit_moves, lit_box, lit_wet, lit_layer, lit_source, lit_gain, lit_radiance,
        lit_profile, lit_shade, lit_adds, field_at;
    GLint frame_box, frame_map, frame_scale, frame_matrix, frame_is_rgb;
    GLint grain_scale, grain_start, dither_start, has_ten_bits;
  };

  /// One of the two programs.
  struct Pass {
    GlProgram program;
    Locations at;
  };
  static Locations locations_of(const GlProgram& program);

  GroundPass(GlProgram program, GlProgram coarse, ViewPass views);
  void draw_coarse(std::size_t ground, const LitGround& lit, const LitGround* also, const Picture& picture);
  /// Which pixels of a target the picture's dark corners belong to: as LitRows::unit_x and so on have it.
  struct Corners {
    float unit_x, unit_y, from_x, from_y;
  };
  void fill(const Pass& pass, const Values& values, int width, int height, const Corners& corners) const;
  void plan_lit(std::size_t ground, const LitGround& lit, Values& values);
  void plan_room(std::size_t ground, const LitGround& lit, Values& values);
  void plan_frame(std::size_t ground, const FrameGround& frame, const Picture& picture, Values& values);
  void pair_frames(const Picture& picture);
  static void set(const Locations& at, const Values& values);
  void set_noise(const Picture& picture) const;

  Pass pass_, coarse_pass_;
  ViewPass views_;
  GlTexture grain_, dither_;
  /// What changes with each picture of a lit ground.
  struct RoomTextures {
    StreamTexture moves, haze, touch;
  };
  TextureCache<LitArt> arts_{kArtsKept}, masks_{kArtsKept};
  std::array<RoomTextures, kGrounds> rooms_;
  std::array<FrameTextures, kGrounds> frames_;
  std::array<StepsTarget, kGrounds> coarse_;
  LeftOut left_out_;
};

}  // namespace redlight
