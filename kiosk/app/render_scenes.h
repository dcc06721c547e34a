#pragma once
// `render --scenes`: one still of every scene, in every language and in both shapes, on one sheet. Main thread.
#include "app/open_show.h"
#include "app/options.h"

namespace redlight {

ExitCode render_scenes(const RenderOptions& options, const OpenedShow& opened);

}  // namespace redlight
