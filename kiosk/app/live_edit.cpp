#include "app/live_edit.h"

#include <fmt/format.h>
#include <sstream>
#include <utility>

#include "base/log.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

/// What opening a scene's files showed, at the place where show.toml names them.
Diagnostic fault_of_scene(const Show& show, std::size_t scene, const Error& error) {
  const auto& content = show.scenes[scene].content;
  Place place;
  if (const auto* poster = std::get_if<PosterScene>(&content)) place = poster->art.place;
  if (const auto* teaser = std::get_if<TeaserScene>(&content)) place = teaser->video.place;
  if (const auto* slide = std::get_if<SlideScene>(&content)) place = slide->image.place;
  return {show.file, place.line, place.column, Severity::error, describe(error), "", ""};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) lines.push_back(line);
  return lines;
}

}  // namespace

LiveEdit::LiveEdit(ShowStage& stage, Presenter& presenter, fs::path shaders, fs::path fonts)
    : stage_(stage), presenter_(presenter), panel_(std::move(fonts)) {
  std::error_code error;
  if (presenter.has_shaders()) shaders_ = fs::weakly_canonical(shaders, error);
  show_file_ = stage.wish()->show->file;
  auto watch = FolderWatch::open();
  if (!watch) {
    spdlog::warn("{}; edits are seen at the next start", describe(watch.error()));
    return;
  }
  watch_ = std::move(*watch);
  reading_ = std::async(std::launch::async, [show = stage.wish()->show] {
    return Read{std::nullopt, files_of(*show)};
  });
}

LiveEdit::~LiveEdit() = default;

bool LiveEdit::step(Instant now) {
  if (!watch_) return false;
  if (reading_.valid() && reading_.wait_for(Duration{}) == std::future_status::ready) take(reading_.get(), now);
  for (const fs::path& path : watch_->changes()) sort(path, now);
  if (!reading_.valid() && show_rest_.settled(now)) begin_reading();
  const bool has_new_shaders = shaders_rest_.settled(now) && rebuild_shaders();
  take_refusal();
  tell_arrival(now);
  tell_faults();
  return has_new_shaders;
}

void LiveEdit::sort(const fs::path& changed, Instant now) {
  if (!shaders_.empty() && changed.parent_path() == shaders_) shaders_rest_.stir(now);
  // A show with a fault may lack what no other show names: whatever changes may be its remedy.
  if (!files_.concern(changed) && show_faults_.empty()) return;
  if (!since_) since_ = now;
  media_changed_ = media_changed_ || files_.media.contains(changed);
  show_rest_.stir(now);
}

void LiveEdit::begin_reading() {
  reading_ = std::async(std::launch::async, [file = show_file_, known = files_] {
    Read read{load_show(file), known};
    if (read.loaded->show) read.files = files_of(*read.loaded->show);
    return read;
  });
}

void LiveEdit::take(Read read, Instant now) {
  files_ = std::move(read.files);
  std::set<fs::path> folders = files_.folders;
  if (!shaders_.empty()) folders.insert(shaders_);
  watch_->watch(folders);
  if (!read.loaded) return;
  show_faults_.clear();
  for (const Diagnostic& d : read.loaded->diagnostics) {
    spdlog::log(d.severity == Severity::error ? spdlog::level::err : spdlog::level::warn, "{}", format(d));
    if (d.severity == Severity::error) show_faults_.push_back(short_text(format(d)));
  }
  if (!read.loaded->show) {
    spdlog::warn("the show goes on as it was before the edit");
    since_.reset();
    return;
  }
  ShowStage::Wish wish = *stage_.wish();
  wish.show = std::make_shared<Show>(std::move(*read.loaded->show));
  wish.same_media = !std::exchange(media_changed_, false);
  stage_.want(std::move(wish), now);
}

void LiveEdit::take_refusal() {
  const auto refusal = stage_.take_refusal();
  if (!refusal) return;
  const std::string fault = format(fault_of_scene(*refusal->show, refusal->scene, refusal->error));
  spdlog::error("{}", fault);
  spdlog::warn("the show goes on as it was before the edit");
  show_faults_.push_back(short_text(fault));
  since_.reset();
}

bool LiveEdit::rebuild_shaders() {
  shader_faults_.clear();
  if (const auto built = presenter_.rebuild_shaders(); !built) {
    const std::string fault = describe(built.error());
    spdlog::error("{}", fault);
    spdlog::warn("the picture is drawn as before the edit");
    // The first line names the program, the others say where and what, as file:line.
    shader_faults_ = lines_of(short_text(fault));
    return false;
  }
  spdlog::info("the shaders were compiled anew");
  return true;
}

void LiveEdit::tell_arrival(Instant now) {
  if (!since_ || reading_.valid() || stage_.is_replacing() || show_rest_.is_stirred()) return;
  spdlog::info("the edit is on stage, {} ms after it began",
               std::chrono::duration_cast<std::chrono::milliseconds>(now - *since_).count());
  since_.reset();
}

/// Beside what is wrong with the edit: scenes that cannot be made when their turn comes.
void LiveEdit::tell_faults() {
  std::vector<std::string> faults = show_faults_;
  faults.insert(faults.end(), shader_faults_.begin(), shader_faults_.end());
  const Show& show = *stage_.shown()->show;
  for (std::size_t i = 0; i < show.scenes.size(); i++)
    if (const auto& error = stage_.kiosk()->fault(i))
      faults.push_back(short_text(format(fault_of_scene(show, i, *error))));
  panel_.tell(std::move(faults));
}

/// On the picture paths are told as seen from the show.
std::string LiveEdit::short_text(std::string text) const {
  for (const fs::path& folder : {show_file_.parent_path(), shaders_}) {
    const std::string start = folder.string() + "/";
    if (start.size() < 2) continue;
    for (auto at = text.find(start); at != std::string::npos; at = text.find(start, at)) text.erase(at, start.size());
  }
  return text;
}

}  // namespace redlight
