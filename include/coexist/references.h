// SPDX-License-Identifier: Apache-2.0
// The literature behind the model and its scenarios, as BibTeX: entries, and which of them a source names.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coexist {

struct Reference {
  std::string key, type;                                    // "kydd2005", "book"
  std::vector<std::pair<std::string, std::string>> fields;  // as in the file
  std::vector<std::string> names;                           // by which sources name it: "Kydd 2005", "COPDAB"
  std::string text;                                         // the entry as it stands in the file
  const std::string* field(std::string_view name) const;    // null where it has none
};

// BibTeX, of the kind that library/references.bib is: fields in braces.  Throws InputError, all problems at once.
std::vector<Reference> read_references(const std::string& text, const std::string& source);
// Those that come with the program, in the order of their file.
const std::vector<Reference>& references();

// Those that a text names ("judgement; costly signals (Kydd 2005)"), in the order of the list.
std::vector<Reference> named_in(std::string_view text, const std::vector<Reference>& list);

// How to cite the program itself.
std::string program_reference();

}  // namespace coexist
