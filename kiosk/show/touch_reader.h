#pragma once
// Reads [touch] and [staff] of show.toml. Private to the show room; part of the loader.
#include "show/report.h"
#include "show/show.h"
#include "show/table_reader.h"

namespace redlight {

void read_touch(TableReader& reader, const Languages& languages, Report& report, Show& show);

}  // namespace redlight
