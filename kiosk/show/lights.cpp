#include "show/lights.h"

namespace redlight {

const std::vector<std::string>& behaviour_names() {
  static const std::vector<std::string> names{"steady", "breathing", "tube", "old tube", "lamp"};
  return names;
}

const std::vector<std::string>& cue_names() {
  static const std::vector<std::string> names{"strike", "warm", "swell", "fill", "hold", "out"};
  return names;
}

Behaviour usual_behaviour(std::string_view light) {
  if (light.substr(0, 5) == "tube_") return Behaviour::tube;
  if (light == "headlight") return Behaviour::lamp;
  return light == "ambient" ? Behaviour::breathing : Behaviour::steady;
}

LightSettings settings_of(const Lights& lights, const std::string& light) {
  const auto found = lights.find(light);
  LightSettings settings = found == lights.end() ? LightSettings{} : found->second;
  if (!settings.behaviour) settings.behaviour = usual_behaviour(light);
  return settings;
}

}  // namespace redlight
