// SPDX-License-Identifier: Apache-2.0
// The problems of one input, gathered until all are known.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "coexist/error.h"
#include "coexist/names.h"

namespace coexist {

// Where something stands.  `option` is 0 for what stands in a file, else the number of the option that it came by; `file` is 0 for
// the file itself, else the number of a piece that it uses.
struct Place {
  int line = 0;
  int column = 0;
  int option = 0;
  int file = 0;
};

// "1 entry", "2 entries".
std::string entries(std::size_t number);

class Problems {
 public:
  explicit Problems(std::string_view source) : options_{printable(source)}, files_{printable(source)} {}

  // A further origin: an option, such as "--set eta", or a piece that the file uses.  Returns what Place::option, Place::file say
  // for it.
  int add_option(std::string_view name);
  int add_file(std::string_view name);

  // `excerpt`: lines that are shown below as they are, printable already.
  void add(Place place, std::string_view message, std::string_view remedy = {}, std::string_view excerpt = {});

  // What is valid, and yet hardly meant.
  void warn(Place place, std::string_view message, std::string_view remedy);
  std::vector<Problem> warnings();

  std::size_t count() const { return found_.size() + not_kept_; }

  // The file is read without something that it takes from elsewhere: from here on what it lacks, what its names stand for, and what
  // hangs on either is not judged.
  void read_in_part() { in_part_ = true; }
  bool in_part() const { return in_part_; }

  // Enough are known: what costs time to say, such as the nearest name, need not be said any more.
  bool many() const;

  // Throws InputError with all of them, in the order of the file, then of the options; does nothing where there is none.
  void throw_if_any();

 private:
  struct Found {
    Place place;
    std::size_t number;
    std::string message, remedy, excerpt;
  };
  std::vector<Problem> listed(std::vector<Found>& found) const;

  std::vector<std::string> options_, files_;  // origins; the first of each is the file itself
  std::vector<Found> found_, warned_;
  std::size_t not_kept_ = 0;
  bool in_part_ = false;
};

}  // namespace coexist
