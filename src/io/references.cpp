// SPDX-License-Identifier: Apache-2.0
// BibTeX: read strictly, since what is cited must be found; and found again by the names that sources use.
#include "coexist/references.h"

#include <algorithm>
#include <cctype>

#include "coexist/version.h"
#include "io/bundled.h"
#include "io/tree.h"

namespace coexist {
namespace {

bool is_letter_or_digit(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<std::string> parted(const std::string& text, std::string_view by) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at = text.find(by); at != std::string::npos; at = text.find(by, from)) {
    parts.push_back(text.substr(from, at - from));
    from = at + by.size();
  }
  parts.push_back(text.substr(from));
  return parts;
}

// "Kydd 2005", "Goldstein and Freeman 1990", "Buera Monge-Naranjo and Primiceri 2011", "Grimm et al. 2020".
std::vector<std::string> names_of_work(const std::string& authors, const std::string& year) {
  if (authors.starts_with('{')) return {};  // an institution
  std::vector<std::string> surnames;
  bool others = false;
  for (const std::string& author : parted(authors, " and ")) {
    if (author == "others")
      others = true;
    else
      surnames.push_back(author.substr(0, author.find(',')));
  }
  std::vector<std::string> names;
  if (surnames.size() > 2 || others) names.push_back(surnames[0] + " et al. " + year);
  if (others) return names;
  std::string all = surnames[0];
  for (std::size_t a = 1; a < surnames.size(); ++a) all += (a + 1 < surnames.size() ? " " : " and ") + surnames[a];
  names.push_back(all + ' ' + year);
  return names;
}

class Reader {
 public:
  Reader(const std::string& text, const std::string& source) : text_(text), problems_(source) {}

  std::vector<Reference> read() {
    check_text(text_, problems_);
    problems_.throw_if_any();
    // What stands between entries is a remark.
    for (at_ = text_.find('@'); at_ != std::string::npos; at_ = text_.find('@', at_)) entry();
    problems_.throw_if_any();
    return std::move(list_);
  }

 private:
  Place here() const {
    return {1 + static_cast<int>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n')), 0};
  }
  bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  void spaces() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }
  std::string word() {
    const std::size_t from = at_;
    while (at_ < text_.size() && (is_letter_or_digit(text_[at_]) || text_[at_] == '-' || text_[at_] == '_')) ++at_;
    return text_.substr(from, at_ - from);
  }
  void wrong(const std::string& what) { problems_.add(here(), what); }

  // The text between braces that match, with its lines joined; none where they do not.
  bool braced(std::string& value) {
    int depth = 0;
    for (std::size_t to = at_; to < text_.size() && !(text_[to] == '\n' && text_.substr(to + 1, 1) == "@"); ++to) {
      depth += text_[to] == '{' ? 1 : text_[to] == '}' ? -1 : 0;
      if (depth > 0) continue;
      bool space = false;
      for (std::size_t c = at_ + 1; c < to; ++c) {
        if (std::isspace(static_cast<unsigned char>(text_[c])) != 0) {
          space = true;
          continue;
        }
        if (space && !value.empty()) value += ' ';
        space = false;
        value += text_[c];
      }
      at_ = to + 1;
      return true;
    }
    return false;
  }

  void entry() {
    const Place place = here();
    const std::size_t from = at_++;
    Reference found;
    found.type = word();
    if (found.type.empty() || !at('{')) return wrong("'@' begins no entry, expected one such as @book{key, ...}");
    ++at_;
    found.key = word();
    const std::string title = "the entry " + quoted(found.key);
    if (found.key.empty()) return wrong("the entry has no key, expected one such as @book{kydd2005, ...}");
    spaces();
    while (at(',')) {
      ++at_;
      spaces();
      if (at('}')) break;
      const std::string name = word();
      spaces();
      if (name.empty() || !at('=')) return wrong("in " + title + " a field is expected, such as year = {2005}");
      ++at_;
      spaces();
      std::string value;
      if (!at('{')) return wrong("'" + name + "' in " + title + " is not in braces, expected " + name + " = {...}");
      if (!braced(value)) return wrong("'" + name + "' in " + title + " has a brace that is never closed");
      if (value.empty()) wrong("'" + name + "' in " + title + " is empty; leave it out where it is not known");
      if (found.field(name) != nullptr) wrong("'" + name + "' stands twice in " + title);
      found.fields.emplace_back(name, value);
      spaces();
    }
    if (!at('}')) return wrong(title + " does not end, expected a comma or a closing brace");
    ++at_;
    found.text = text_.substr(from, at_ - from) + '\n';
    complete(std::move(found), place, title);
  }

  void complete(Reference found, Place place, const std::string& title) {
    for (const char* needed : {"author", "title"})
      if (found.field(needed) == nullptr) problems_.add(place, title + " lacks the field '" + needed + "'");
    if (found.field("year") == nullptr && found.field("shorttitle") == nullptr)
      problems_.add(place, title + " lacks the field 'year'", "Sources name works by it; data may have a 'shorttitle' instead");
    if (std::ranges::find(list_, found.key, &Reference::key) != list_.end()) problems_.add(place, title + " stands twice");
    if (found.field("author") != nullptr && found.field("year") != nullptr)
      found.names = names_of_work(*found.field("author"), *found.field("year"));
    if (const std::string* data = found.field("shorttitle"))
      for (std::string& name : parted(*data, "; ")) found.names.push_back(std::move(name));
    list_.push_back(std::move(found));
  }

  const std::string& text_;
  Problems problems_;
  std::size_t at_ = 0;
  std::vector<Reference> list_;
};

}  // namespace

const std::string* Reference::field(std::string_view name) const {
  for (const auto& [known, value] : fields)
    if (known == name) return &value;
  return nullptr;
}

std::vector<Reference> read_references(const std::string& text, const std::string& source) { return Reader(text, source).read(); }

const std::vector<Reference>& references() {
  static const std::vector<Reference> list = [] {
    std::vector<Reference> all;
    for (const BundledFile& file : bundled_reference_files())
      for (Reference& one : read_references(std::string(file.text), std::string(file.name) + ".bib"))
        all.push_back(std::move(one));
    return all;
  }();
  return list;
}

std::vector<Reference> named_in(std::string_view text, const std::vector<Reference>& list) {
  std::string plain(text);
  std::erase(plain, ',');
  const auto names = [&](const std::string& name) {
    for (std::size_t at = plain.find(name); at != std::string::npos; at = plain.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      if ((at == 0 || !is_letter_or_digit(plain[at - 1])) && (end == plain.size() || !is_letter_or_digit(plain[end])))
        return true;
    }
    return false;
  };
  std::vector<Reference> found;
  for (const Reference& one : list)
    if (std::ranges::any_of(one.names, names)) found.push_back(one);
  return found;
}

std::string program_reference() {
  return "@software{coexistence,\n  author = {{The Coexistence contributors}},\n  title = {Coexistence},\n  version = {" +
         std::string(version()) + "},\n  note = {Model version " + std::to_string(model_version) + "}\n}\n";
}

}  // namespace coexist
