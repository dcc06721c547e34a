#pragma once
// The commands of the program. Each runs on the main thread until it is done, and returns the process's exit code.
#include "app/options.h"

namespace redlight {

ExitCode play(const PlayOptions& options);
ExitCode check(const CheckOptions& options);
ExitCode render(const RenderOptions& options);
ExitCode doctor(const DoctorOptions& options);

}  // namespace redlight
