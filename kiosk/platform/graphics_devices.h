#pragma once
// Whether this machine has a graphics processor at all, found out in microseconds from the devices that the kernel
// shows. Any thread.
#include <filesystem>
#include <vector>

namespace redlight {

/// The devices in `folder` through which programs reach a graphics processor: the kernel's own render nodes
/// (dri/renderD*), and those of the makers' drivers that have none. Empty: OpenGL here is software, if there is any.
std::vector<std::filesystem::path> graphics_devices(const std::filesystem::path& folder = "/dev");

}  // namespace redlight
