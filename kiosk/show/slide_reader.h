#pragma once
// Reads the keys of a slide that only one layout has: the link of a `qr`, the still of an `image`, the day of a `date`;
// and holds the words of a slide against its layout. Private to the show room; part of the loader.
#include "show/table_reader.h"

namespace redlight {

/// In the order of Layout.
inline const std::vector<std::string> layout_names{"quote",  "text", "people", "date",
                                                   "laurel", "qr",   "image",  "credits"};

/// What a link must be to stand in a code: a web address in ASCII. Empty when it is.
std::optional<Complaint> fault_of_link(std::string_view link);

/// All but `image` itself and its focus, which need the scene's own readers of media and regions.
void read_layout_keys(TableReader& reader, const Languages& languages, Report& report, SlideScene& slide);

/// Complains of words that the layout needs and of keys that belong to another layout.
void check_slide(const SlideScene& slide, TableReader& reader, Report& report);

/// How long credits roll that say no `hold`: so that each name can be read in its turn, in one language or two.
Duration length_of_credits(const SlideScene& slide, LanguageMode mode);

}  // namespace redlight
