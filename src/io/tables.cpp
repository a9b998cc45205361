// SPDX-License-Identifier: Apache-2.0
#include "io/tables.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "coexist/catalogue.h"
#include "coexist/error.h"
#include "coexist/names.h"
#include "io/dyad_years.h"

namespace coexist {
namespace {

constexpr std::array type_names = {"text", "integer", "number"};

std::string digits(double value) {
  std::array<char, 40> text{};
  constexpr int enough_to_read_back = 17;
  return {text.data(),
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, enough_to_read_back).ptr};
}

// Quoted where it holds what separates (RFC 4180).
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted_field = "\"";
  for (const char c : text) quoted_field += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted_field + '"';
}

std::string row(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& text : fields) (line += field(text)) += ',';
  line.back() = '\n';
  return line;
}

class Tables {
 public:
  Tables(const StoredRun& run, std::vector<bool> columns, const std::function<NewFile&(const TableInfo&)>& open)
      : run_(run), asked_(run.asked()), open_(open), traced_(run.traced()), draws_(run.draws()), chosen_(std::move(columns)) {}

  void write() {
    NewFile& asked = table("asked");
    NewFile& about_tables = table("about_tables");
    NewFile& about = table("about_outcomes");
    NewFile& outcomes = table("outcomes");
    NewFile& monthly = table("monthly");
    NewFile* const series = asked_.series.empty() ? nullptr : &table("series");
    NewFile* const draws = draws_.empty() ? nullptr : &table("draws");
    if (!traced_.empty()) {
      NewFile& events = table("events");
      NewFile& dyads = table("dyad_years");
      NewFile& about_columns = table("about_columns");
      NewFile& columns = table("columns");
      write_about_columns(about_columns);
      write_traces(events, dyads, columns);
    }
    for (const TableInfo* info : written_)
      for (const TableColumn& column : info->columns)
        about_tables.write(row({std::string(info->name), std::string(info->row), std::string(column.name),
            type_names[static_cast<std::size_t>(column.type)], std::string(column.meaning)}));
    write_asked(asked);
    for (const auto& [name, unit, kind, meaning] : asked_.outcomes) about.write(row({name, unit, kind, meaning}));
    write_blocks(outcomes, series);
    write_monthly(monthly);
    if (draws) write_draws(*draws);
  }

 private:
  NewFile& table(std::string_view name) {
    const TableInfo& info = *std::ranges::find(table_infos(), name, &TableInfo::name);
    NewFile& file = open_(info);
    std::vector<std::string> header;
    for (const TableColumn& column : info.columns) header.emplace_back(column.name);
    file.write(row(header));
    written_.push_back(&info);
    return file;
  }

  std::string month(int number) const { return (asked_.start + number).text(); }

  void write_asked(NewFile& file) const {
    for (const auto* entries : {&asked_.same, &asked_.noted})
      for (const auto& [name, value] : *entries)
        if (name != "text of the scenario" && name != "scenario as read") file.write(row({name, value}));
    file.write(row({"worlds", std::to_string(asked_.worlds)}));
    file.write(row({"draws", std::to_string(asked_.draws)}));
    file.write(row({"histories a draw", std::to_string(asked_.histories_a_draw)}));
    file.write(row({"histories kept", std::to_string(run_.histories())}));
  }

  void write_blocks(NewFile& outcomes, NewFile* series) const {
    const std::size_t count = asked_.outcomes.size();
    const auto months = static_cast<std::size_t>(asked_.months);
    run_.each_block([&](const Block& block) {
      for (std::uint32_t h = 0; h < block.count; ++h)
        for (std::size_t arm = 0; arm < asked_.arms.size(); ++arm) {
          const std::string begin = std::to_string(block.first + h) + ',' + asked_.arms[arm].name + ',';
          const std::size_t at = arm * block.count + h;
          for (std::size_t o = 0; o < count; ++o)
            outcomes.write(begin + asked_.outcomes[o].name + ',' + digits(block.outcomes[at * count + o]) + '\n');
          for (std::size_t s = 0; series && s < asked_.series.size(); ++s)
            for (std::size_t t = 0; t < months; ++t)
              series->write(begin + month(static_cast<int>(t)) + ',' + field(asked_.series[s]) + ',' +
                            digits(block.series[(at * asked_.series.size() + s) * months + t]) + '\n');
        }
    });
  }

  void write_monthly(NewFile& file) const {
    for (const MonthlySummary& summary : run_.summaries())
      for (std::size_t t = 0; t < summary.mean.size(); ++t)
        file.write(row({summary.arm, summary.series, month(static_cast<int>(t)), std::to_string(summary.histories),
            digits(summary.mean[t]), digits(summary.low[t]), digits(summary.high[t])}));
  }

  void write_draws(NewFile& file) const {
    for (const KeptDraw& draw : draws_)
      for (std::size_t o = 0; o < draw.differences.size(); ++o) {
        const auto& [count, mean, squares] = draw.differences[o];
        const auto pairs = static_cast<double>(count);
        file.write(row(
            {std::to_string(draw.number), std::to_string(draw.histories), std::to_string(draw.marked), asked_.outcomes[o].name,
                count > 0 ? digits(mean) : "", count > 1 ? digits(std::sqrt(squares / (pairs - 1) / pairs)) : ""}));
      }
  }

  void write_traces(NewFile& events, NewFile& dyads, NewFile& columns) const {
    const auto code = [](int ccode) { return ccode > 0 ? std::to_string(ccode) : std::string(); };
    for (const std::uint32_t number : traced_)
      for (const TracedHistory& traced : run_.trace(number)) {
        const std::string history = std::to_string(number);
        for (const auto& [date, kind, actor, target, place, result, size] : events_of(traced))
          events.write(row(
              {history, traced.arm, date, kind, actor, target, place, result, kind == "crisis" || kind == "unrest" ? size : ""}));
        for (const DyadYear& year : dyad_years(traced, asked_))
          dyads.write(row({code(year.ccode1), code(year.ccode2), std::to_string(year.year), history, traced.arm, year.state1,
              year.state2, digits(year.hostility), digits(year.act), std::to_string(year.demonstrations),
              std::to_string(year.subversions), std::to_string(year.threats), std::to_string(year.interventions),
              std::to_string(year.crises), digits(year.highest_rung)}));
        write_columns(columns, traced);
      }
  }

  void write_about_columns(NewFile& file) const {
    for (std::size_t c = 0; c < asked_.columns.size(); ++c)
      if (chosen_[c]) {
        const Asked::Column& column = asked_.columns[c];
        file.write(row({column.name, column.index, column.unit, column.meaning}));
      }
  }

  void write_columns(NewFile& file, const TracedHistory& traced) const {
    const auto months = static_cast<std::size_t>(asked_.months);
    for (std::size_t c = 0; c < asked_.columns.size(); ++c)
      for (std::size_t cell = 0; chosen_[c] && cell < asked_.columns[c].cells.size(); ++cell) {
        const std::string tail = ',' + asked_.columns[c].name + ',' + field(asked_.columns[c].cells[cell]) + ',';
        for (std::size_t t = 0; t < months; ++t)
          file.write(std::to_string(traced.history) + ',' + traced.arm + ',' + month(static_cast<int>(t)) + tail +
                     digits(traced.columns[c][cell * months + t]) + '\n');
      }
  }

  const StoredRun& run_;
  const Asked& asked_;
  const std::function<NewFile&(const TableInfo&)>& open_;
  std::vector<std::uint32_t> traced_;
  std::vector<KeptDraw> draws_;
  std::vector<bool> chosen_;  // of the columns of traced histories
  std::vector<const TableInfo*> written_;
};

}  // namespace

std::vector<bool> chosen_columns(const StoredRun& run, const std::vector<std::string>& names) {
  const Asked& asked = run.asked();
  std::vector<std::string> known = {"all"};
  for (const Asked::Column& column : asked.columns) known.push_back(column.name);
  std::vector<Problem> problems;
  if (!names.empty() && run.traced().empty())
    problems.push_back({"--columns", 0, 0, "the store holds no traced history", "Columns are kept by --trace N"});
  for (const std::string& name : names)
    if (std::ranges::find(known, name) == known.end())
      problems.push_back({"--columns", 0, 0, "there is no column " + quoted(name) + " in the store", suggestion(name, known)});
  if (!problems.empty()) throw InputError(problems);
  const bool all = std::ranges::find(names, "all") != names.end();
  std::vector<bool> chosen;
  for (const Asked::Column& column : asked.columns) {
    const auto entry = std::ranges::find(catalogue().columns, column.name, &ColumnEntry::name);
    const bool is_state = entry != catalogue().columns.end() && entry->group == "state";
    chosen.push_back(all || (names.empty() ? is_state : std::ranges::find(names, column.name) != names.end()));
  }
  return chosen;
}

void write_tables(const StoredRun& run, std::vector<bool> columns, const std::function<NewFile&(const TableInfo&)>& open) {
  Tables(run, std::move(columns), open).write();
}

}  // namespace coexist
