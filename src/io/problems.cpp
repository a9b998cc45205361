// SPDX-License-Identifier: Apache-2.0
#include "io/problems.h"

#include <algorithm>
#include <tuple>

#include "coexist/names.h"
#include "io/limits.h"

namespace coexist {

std::string entries(std::size_t number) { return std::to_string(number) + (number == 1 ? " entry" : " entries"); }

int Problems::add_origin(std::string_view name) {
  origins_.push_back(printable(name));
  return static_cast<int>(origins_.size()) - 1;
}

void Problems::add(Place place, std::string_view message, std::string_view remedy, std::string_view excerpt) {
  if (found_.size() < limits::problems_kept)
    found_.push_back({place, found_.size(), printable(message), printable(remedy), std::string(excerpt)});
  else
    ++not_kept_;
}

bool Problems::many() const { return found_.size() >= limits::problems_kept; }

void Problems::throw_if_any() {
  if (found_.empty()) return;
  // Those of one place stay in the order in which they were found.
  std::ranges::sort(found_, {},
      [](const Found& found) { return std::tuple(found.place.option, found.place.line, found.place.column, found.number); });
  std::vector<Problem> listed;
  for (const Found& found : found_) {
    if (listed.size() == limits::problems_listed) break;
    const Place& place = found.place;
    listed.push_back({origins_[static_cast<std::size_t>(place.option)], place.option ? 0 : place.line,
        place.option ? 0 : place.column, found.message, found.remedy, found.excerpt});
  }
  if (const std::size_t more = found_.size() - listed.size() + not_kept_; more > 0)
    listed.push_back(
        {origins_.front(), 0, 0, "and " + std::to_string(more) + (more == 1 ? " more problem" : " more problems"), ""});
  throw InputError(std::move(listed));
}

}  // namespace coexist
