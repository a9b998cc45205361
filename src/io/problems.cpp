// SPDX-License-Identifier: Apache-2.0
#include "io/problems.h"

#include <algorithm>
#include <tuple>

#include "coexist/names.h"
#include "io/limits.h"

namespace coexist {

std::string entries(std::size_t number) { return std::to_string(number) + (number == 1 ? " entry" : " entries"); }

int Problems::add_option(std::string_view name) {
  options_.push_back(printable(name));
  return static_cast<int>(options_.size()) - 1;
}

int Problems::add_file(std::string_view name) {
  files_.push_back(printable(name));
  return static_cast<int>(files_.size()) - 1;
}

void Problems::add(Place place, std::string_view message, std::string_view remedy, std::string_view excerpt) {
  if (found_.size() < limits::problems_kept)
    found_.push_back({place, found_.size(), printable(message), printable(remedy), std::string(excerpt)});
  else
    ++not_kept_;
}

bool Problems::many() const { return found_.size() >= limits::problems_kept; }

void Problems::warn(Place place, std::string_view message, std::string_view remedy) {
  if (warned_.size() < limits::problems_listed)
    warned_.push_back({place, warned_.size(), printable(message), printable(remedy), {}});
}

// In the order of the file, then of the pieces it uses, then of the options.  Those of one place stay in the order in which they were
// found.
std::vector<Problem> Problems::listed(std::vector<Found>& found) const {
  std::ranges::sort(found, {}, [](const Found& each) {
    return std::tuple(each.place.option, each.place.file, each.place.line, each.place.column, each.number);
  });
  std::vector<Problem> all;
  for (const Found& each : found) {
    if (all.size() == limits::problems_listed) break;
    const Place& place = each.place;
    const bool from_option = place.option != 0;
    const std::string& origin =
        from_option ? options_[static_cast<std::size_t>(place.option)] : files_[static_cast<std::size_t>(place.file)];
    all.push_back(
        {origin, from_option ? 0 : place.line, from_option ? 0 : place.column, each.message, each.remedy, each.excerpt});
  }
  return all;
}

std::vector<Problem> Problems::warnings() { return listed(warned_); }

void Problems::throw_if_any() {
  if (found_.empty()) return;
  std::vector<Problem> all = listed(found_);
  if (const std::size_t more = found_.size() - all.size() + not_kept_; more > 0)
    all.push_back({files_.front(), 0, 0, "and " + std::to_string(more) + (more == 1 ? " more problem" : " more problems"), ""});
  throw InputError(std::move(all));
}

}  // namespace coexist
