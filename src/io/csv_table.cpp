// SPDX-License-Identifier: Apache-2.0
#include "io/csv_table.h"

#include <algorithm>

#include "coexist/names.h"
#include "io/limits.h"

namespace coexist {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

class CsvReader {
 public:
  CsvReader(std::string_view text, Problems& problems, int file) : text_(text), problems_(problems), file_(file) {}

  std::optional<CsvTable> table() {
    if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
    while (at_ < text_.size() && is_good_) {
      std::vector<CsvCell> row = line();
      if (!is_good_) return std::nullopt;
      if (row.size() == 1 && row[0].text.empty()) continue;  // an empty line
      take(std::move(row));
    }
    if (is_good_ && table_.header.empty()) problem({1, 1, 0, file_}, "is empty, expected a header and rows");
    return is_good_ && is_whole_ ? std::optional(std::move(table_)) : std::nullopt;
  }

 private:
  void problem(Place place, const std::string& message, const std::string& remedy = {}) {
    problems_.add(place, message, remedy);
    is_good_ = false;
  }

  Place here() const { return {line_, static_cast<int>(at_ - line_start_) + 1, 0, file_}; }

  bool ends_line() const {
    return at_ >= text_.size() || text_[at_] == '\n' || (text_[at_] == '\r' && text_.substr(at_, 2) == "\r\n");
  }

  std::vector<CsvCell> line() {
    std::vector<CsvCell> row;
    do {
      row.push_back(cell());
      if (!is_good_) return row;
    } while (at_ < text_.size() && text_[at_] == ',' && ++at_ > 0);
    if (!ends_line()) {
      problem(
          here(), "has text after a closing quote, expected a comma or the end of the line", "Write a quote within quotes twice");
      return row;
    }
    if (at_ < text_.size()) at_ += text_[at_] == '\r' ? 2U : 1U;
    ++line_;
    line_start_ = at_;
    return row;
  }

  CsvCell cell() {
    CsvCell cell{{}, here()};
    if (at_ < text_.size() && text_[at_] == '"') {
      quoted_cell(cell);
      return cell;
    }
    while (!ends_line() && text_[at_] != ',') cell.text += text_[at_++];
    trim(cell.text);
    check(cell);
    return cell;
  }

  void quoted_cell(CsvCell& cell) {
    for (++at_; at_ < text_.size(); ++at_) {
      const bool is_quote = text_[at_] == '"';
      if (is_quote && text_.substr(at_, 2) != "\"\"") break;
      if (is_quote) ++at_;
      if (text_[at_] == '\n') {
        ++line_;
        line_start_ = at_ + 1;
      }
      cell.text += text_[at_];
    }
    if (at_ >= text_.size()) {
      problem(cell.place, "opens a quote that is never closed", "Close it; write a quote within quotes twice");
      return;
    }
    ++at_;
    check(cell);
  }

  void check(const CsvCell& cell) {
    if (cell.text.size() > limits::path_bytes)
      problem(cell.place,
          "is a cell of " + std::to_string(cell.text.size()) + " bytes, expected at most " + std::to_string(limits::path_bytes));
    else if (cell.text.find('\0') != std::string::npos)
      problem(cell.place, "holds a byte 0, expected text", "Save the table as CSV in UTF-8");
  }

  static void trim(std::string& text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && is_space(text.back())) text.pop_back();
    text.erase(0, static_cast<std::size_t>(std::ranges::find_if_not(text, is_space) - text.begin()));
  }

  void take(std::vector<CsvCell> row) {
    if (table_.header.empty()) {
      if (row.size() > limits::list)
        problem(row[0].place, "has " + std::to_string(row.size()) + " columns, expected at most " + std::to_string(limits::list));
      for (std::size_t n = 0; n < row.size() && is_good_; ++n) {
        if (row[n].text.empty()) problem(row[n].place, "is a column without a name", "Name it, or remove it");
        for (std::size_t before = 0; before < n; ++before)
          if (same_word(row[before].text, row[n].text))
            problem(row[n].place, "is a second column " + quoted(row[n].text), "Rename or remove one of them");
      }
      if (row.size() == 1 && row[0].text.find_first_of(";\t") != std::string::npos)
        problem(row[0].place, "is a header of one column, with semicolons or tabs in it, expected commas between its columns",
            "Save the table as CSV with commas, and with decimal points");
      table_.header = std::move(row);
      return;
    }
    if (row.size() == table_.header.size()) {
      table_.rows.push_back(std::move(row));
      return;
    }
    // The next row is another matter, and may be wrong too.
    is_whole_ = false;
    problems_.add(row[0].place,
        "has " + std::to_string(row.size()) + " cells where the header has " + std::to_string(table_.header.size()),
        "A cell that holds a comma stands in quotes");
  }

  std::string_view text_;
  Problems& problems_;
  int file_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
  bool is_good_ = true;   // else nothing more can be read
  bool is_whole_ = true;  // else a row was wrong
  CsvTable table_;
};

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char one, char other) { return lower(one) == lower(other); });
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  for (std::size_t n = 0; n < header.size(); ++n)
    if (same_word(header[n].text, name)) return n;
  return std::nullopt;
}

std::vector<std::string> CsvTable::names() const {
  std::vector<std::string> all;
  for (const CsvCell& cell : header) all.push_back(cell.text);
  return all;
}

std::optional<CsvTable> parse_csv(std::string_view text, Problems& problems, int file) {
  return CsvReader(text, problems, file).table();
}

}  // namespace coexist
