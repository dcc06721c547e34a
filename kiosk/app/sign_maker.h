#pragma once
// Makes the inks of the signs (scene/signs.h): sets their words in the show's languages and draws their shapes. Takes
// tens of milliseconds; any thread.
#include <filesystem>
#include <stop_token>

#include "scene/signs.h"

namespace redlight {

/// For a picture of width x height. Words that the show does not give are built in for some languages; in others the
/// countdown is a bare number, and the sign that asks to be touched a drawing. Where the type cannot be opened there
/// are only drawings. After a stop was requested what comes back is of no use, and soon there.
SignMaterial make_signs(const Show& show, const std::filesystem::path& fonts, const TouchTargets& targets, int width,
                        int height, std::stop_token stop = {});

/// What a language calls itself: "English", "한국어"; where that is not known its tag.
std::string name_of_language(std::string_view tag);

}  // namespace redlight
