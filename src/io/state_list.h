// SPDX-License-Identifier: Apache-2.0
// A table of states: their codes and abbreviations, and when each was a member of the system of states.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "coexist/dates.h"
#include "io/csv_table.h"

namespace coexist {

class StateList {
 public:
  // The columns of the Correlates of War's list (styear, stmonth, endyear, endmonth), or a start and an end as dates; an end that is
  // missing has not come.  False and its problems where the table says no such thing; `place`: of what names it.
  bool read(const CsvTable& states, Place place, Problems& problems);

  // When a member at some time from `start` to `end` joined: it may be before `start`.  Nothing where it was none.
  std::optional<Date> joined(std::optional<int> code, const std::string& id, Date start, Date end) const;
  // The last month of its last membership.  REQUIRES: it has one.
  Date last(std::optional<int> code, const std::string& id) const;

  std::optional<std::string> id_of(int code) const;
  std::optional<std::string> name_of(int code) const;

 private:
  // Both months included.
  struct Spell {
    Date begins, ends;
  };
  const std::vector<Spell>* spells_of(std::optional<int> code, const std::string& id) const;

  std::map<int, std::vector<Spell>> by_code_;
  std::map<std::string, std::vector<Spell>> by_id_;
  std::map<int, std::string> ids_, names_;
};

}  // namespace coexist
