// SPDX-License-Identifier: Apache-2.0
#include "csv_file.h"

#include <charconv>

namespace coexist::command {
namespace {

std::string digits_of(double value) {
  char digits[32];
  constexpr int enough_to_read_back = 17;
  return {digits, std::to_chars(digits, digits + sizeof digits, value, std::chars_format::general, enough_to_read_back).ptr};
}

// Quoted where it holds a comma (RFC 4180); names of scenarios hold no quotation mark.
std::string field(const std::string& text) { return text.find(',') == std::string::npos ? text : '"' + text + '"'; }

}  // namespace

void CsvFile::outcome_header(const std::vector<std::string>& outcomes) {
  std::string line = "history,arm";
  for (const std::string& outcome : outcomes) line += ',' + outcome;
  file_.write(line + '\n');
}

void CsvFile::outcomes(std::uint32_t history, const char* arm, const std::vector<double>& values) {
  std::string line = std::to_string(history) + ',' + arm;
  for (const double value : values) line += ',' + digits_of(value);
  file_.write(line + '\n');
}

void CsvFile::event_header() { file_.write("history,arm,date,kind,actor,target,place,result,number\n"); }

void CsvFile::event(const HistoryEvent& event) {
  std::string line = std::to_string(event.history) + ',' + event.arm + ',' + event.date.text() + ',' + event.kind + ',' +
                     event.actor + ',' + event.target + ',' + field(event.place) + ',' + field(event.result) + ',';
  if (event.kind == "crisis" || event.kind == "unrest") line += digits_of(event.number);
  file_.write(line + '\n');
}

}  // namespace coexist::command
