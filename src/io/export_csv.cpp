// SPDX-License-Identifier: Apache-2.0
// A stored run as tidy tables: one row an observation, names in the first columns, for R, Stata and Python.
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <memory>

#include "coexist/error.h"
#include "coexist/new_file.h"
#include "coexist/store.h"
#include "io/dyad_years.h"
#include "io/problems.h"

namespace coexist {
namespace {

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

class Tables {
 public:
  Tables(const StoredRun& run, std::string folder, bool force)
      : run_(run), asked_(run.asked()), folder_(std::move(folder)), force_(force), traced_(run.traced()), draws_(run.draws()) {}

  std::vector<std::string> write() {
    make_folder();
    // All are opened before the first is filled: one that must not be written stops them all.
    NewFile& asked = table("asked.csv");
    NewFile& scenario = table("scenario.toml");
    NewFile& about = table("about_outcomes.csv");
    NewFile& outcomes = table("outcomes.csv");
    NewFile& monthly = table("monthly.csv");
    NewFile* const series = asked_.series.empty() ? nullptr : &table("series.csv");
    NewFile* const draws = draws_.empty() ? nullptr : &table("draws.csv");
    NewFile* const events = traced_.empty() ? nullptr : &table("events.csv");
    NewFile* const dyads = traced_.empty() ? nullptr : &table("dyad_years.csv");
    NewFile* const columns = traced_.empty() ? nullptr : &table("columns.csv");
    write_asked(asked);
    scenario.write(run_.value("scenario as read"));
    about.write("outcome,unit,kind,meaning\n");
    for (const auto& [name, unit, kind, meaning] : asked_.outcomes) about.write(row({name, unit, kind, meaning}));
    write_blocks(outcomes, series);
    write_monthly(monthly);
    if (draws) write_draws(*draws);
    if (events && dyads && columns) write_traces(*events, *dyads, *columns);
    for (const auto& file : files_) file->finish();
    return std::move(names_);
  }

 private:
  void make_folder() const {
    struct stat about{};
    if (stat(folder_.c_str(), &about) == 0) {
      if (!S_ISDIR(about.st_mode))
        throw InputError({"--output", 0, 0, quoted(folder_) + " is a file, expected the name of a folder", ""});
    } else if (mkdir(folder_.c_str(), 0777) != 0) {
      throw InputError({"--output", 0, 0, quoted(folder_) + " cannot be made: " + std::strerror(errno), ""});
    }
  }

  NewFile& table(const std::string& name) {
    names_.push_back(folder_ + (folder_.ends_with('/') ? "" : "/") + name);
    return *files_.emplace_back(std::make_unique<NewFile>("--output", names_.back(), force_));
  }

  static std::string row(const std::vector<std::string>& fields) {
    std::string line;
    for (const std::string& text : fields) (line += field(text)) += ',';
    line.back() = '\n';
    return line;
  }

  std::string month(int number) const { return (asked_.start + number).text(); }

  void write_asked(NewFile& file) const {
    file.write("name,value\n");
    for (const auto* entries : {&asked_.same, &asked_.noted})
      for (const auto& [name, value] : *entries)
        if (name != "text of the scenario" && name != "scenario as read") file.write(row({name, value}));
    file.write(row({"worlds", std::to_string(asked_.worlds)}));
    file.write(row({"draws", std::to_string(asked_.draws)}));
    file.write(row({"histories a draw", std::to_string(asked_.histories_a_draw)}));
    file.write(row({"histories kept", std::to_string(run_.histories())}));
  }

  void write_blocks(NewFile& outcomes, NewFile* series) const {
    outcomes.write("history,arm,outcome,value\n");
    if (series) series->write("history,arm,month,series,value\n");
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
    file.write("arm,series,month,histories,mean,q05,q95\n");
    for (const MonthlySummary& summary : run_.summaries())
      for (std::size_t t = 0; t < summary.mean.size(); ++t)
        file.write(row({summary.arm, summary.series, month(static_cast<int>(t)), std::to_string(summary.histories),
            digits(summary.mean[t]), digits(summary.low[t]), digits(summary.high[t])}));
  }

  void write_draws(NewFile& file) const {
    file.write("draw,histories,marked,outcome,difference,standard_error\n");
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
    events.write("history,arm,date,kind,actor,target,place,result,number\n");
    dyads.write(
        "ccode1,ccode2,year,history,arm,state1,state2,hostility,act,demonstrations,subversions,threats,interventions,crises,"
        "highest_rung\n");
    columns.write("history,arm,month,column,cell,value\n");
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

  void write_columns(NewFile& file, const TracedHistory& traced) const {
    const auto months = static_cast<std::size_t>(asked_.months);
    for (std::size_t c = 0; c < asked_.columns.size(); ++c)
      for (std::size_t cell = 0; cell < asked_.columns[c].cells.size(); ++cell) {
        const std::string tail = ',' + asked_.columns[c].name + ',' + field(asked_.columns[c].cells[cell]) + ',';
        for (std::size_t t = 0; t < months; ++t)
          file.write(std::to_string(traced.history) + ',' + traced.arm + ',' + month(static_cast<int>(t)) + tail +
                     digits(traced.columns[c][cell * months + t]) + '\n');
      }
  }

  const StoredRun& run_;
  const Asked& asked_;
  std::string folder_;
  bool force_;
  std::vector<std::uint32_t> traced_;
  std::vector<KeptDraw> draws_;
  std::vector<std::unique_ptr<NewFile>> files_;
  std::vector<std::string> names_;
};

}  // namespace

std::vector<std::string> export_csv(const StoredRun& run, const std::string& folder, bool force) {
  return Tables(run, folder, force).write();
}

}  // namespace coexist
