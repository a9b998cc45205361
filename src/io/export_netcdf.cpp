// SPDX-License-Identifier: Apache-2.0
// A stored run as arrays with names, units and dates: NetCDF-4, as xarray, R and Julia read it.
//
// The library is opened when something is exported, not linked: every other command starts without it.
#include "coexist/error.h"
#include "coexist/store.h"

#ifdef COEXIST_NETCDF
#include <netcdf.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <utility>

#include "base/days.h"
#include "coexist/catalogue.h"
#include "coexist/new_file.h"
#include "coexist/version.h"
#include "io/problems.h"
#include "io/shared_library.h"
#endif

namespace coexist {

#ifdef COEXIST_NETCDF
namespace {

// The functions of the library, by the types its header gives them.
struct Library {
  decltype(&nc_create) create = nullptr;
  decltype(&nc_def_dim) def_dim = nullptr;
  decltype(&nc_def_var) def_var = nullptr;
  decltype(&nc_def_var_deflate) deflate = nullptr;
  decltype(&nc_put_att_text) put_att_text = nullptr;
  decltype(&nc_put_att_int) put_att_int = nullptr;
  decltype(&nc_enddef) enddef = nullptr;
  decltype(&nc_put_vara_double) put_double = nullptr;
  decltype(&nc_put_vara_string) put_string = nullptr;
  decltype(&nc_close) close = nullptr;
  decltype(&nc_strerror) strerror = nullptr;

  Library() {
    void* const handle = open_shared_library("libnetcdf.so.19", "NetCDF");
    if (!handle)
      throw InputError({"--format", 0, 0, "the NetCDF library is not on this machine",
          "On Debian: apt-get install libnetcdf19; or export csv"});
    const auto find = [&](auto& function, const char* name) {
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(find_in_library(handle, name));
      if (!function) throw RunError(std::string("the NetCDF library has no ") + name);
    };
    find(create, "nc_create");
    find(def_dim, "nc_def_dim");
    find(def_var, "nc_def_var");
    find(deflate, "nc_def_var_deflate");
    find(put_att_text, "nc_put_att_text");
    find(put_att_int, "nc_put_att_int");
    find(enddef, "nc_enddef");
    find(put_double, "nc_put_vara_double");
    find(put_string, "nc_put_vara_string");
    find(close, "nc_close");
    find(strerror, "nc_strerror");
    // What HDF5, below it, does when the program ends is of no use to a file that is closed, and ends in a fault where one could
    // not be written to its end.
    if (void* const at_end = find_in_library(handle, "H5dont_atexit")) reinterpret_cast<int (*)()>(at_end)();
  }
};

class NetcdfFile {
 public:
  // Written to `path`, and called `name` in messages.
  NetcdfFile(const std::string& path, std::string name) : name_(std::move(name)) {
    check(nc_.create(path.c_str(), NC_NETCDF4 | NC_CLOBBER, &file_));
  }
  ~NetcdfFile() {
    if (file_ >= 0) nc_.close(file_);
  }
  NetcdfFile(const NetcdfFile&) = delete;
  NetcdfFile& operator=(const NetcdfFile&) = delete;

  int dimension(const std::string& name, std::size_t length) {
    int id = 0;
    check(nc_.def_dim(file_, name.c_str(), length, &id));
    return id;
  }
  int numbers(const std::string& name, const std::vector<int>& dimensions, const std::string& unit, const std::string& meaning) {
    const int id = variable(name, NC_DOUBLE, dimensions);
    check(nc_.deflate(file_, id, 1, 1, 1));
    if (!unit.empty()) attribute(id, "units", unit);
    attribute(id, "long_name", meaning);
    return id;
  }
  int names(const std::string& name, int dimension) { return variable(name, NC_STRING, {dimension}); }
  int counting(const std::string& name, int dimension, const std::string& meaning) {
    const int id = variable(name, NC_UINT, {dimension});
    attribute(id, "long_name", meaning);
    return id;
  }
  void attribute(int id, const char* name, const std::string& text) {
    check(nc_.put_att_text(file_, id, name, text.size(), text.c_str()));
  }
  void attribute(int id, const char* name, int number) { check(nc_.put_att_int(file_, id, name, NC_INT, 1, &number)); }
  void defined() { check(nc_.enddef(file_)); }
  void put(int id, const std::vector<std::size_t>& start, const std::vector<std::size_t>& count, const double* values) {
    check(nc_.put_double(file_, id, start.data(), count.data(), values));
  }
  void put(int id, const std::vector<std::string>& words) {
    std::vector<const char*> texts;
    for (const std::string& word : words) texts.push_back(word.c_str());
    const std::size_t start = 0;
    const std::size_t count = texts.size();
    check(nc_.put_string(file_, id, &start, &count, texts.data()));
  }
  void close() {
    const int file = std::exchange(file_, -1);
    check(nc_.close(file));
  }

 private:
  int variable(const std::string& name, nc_type type, const std::vector<int>& dimensions) {
    int id = 0;
    check(nc_.def_var(file_, name.c_str(), type, static_cast<int>(dimensions.size()), dimensions.data(), &id));
    return id;
  }
  void check(int code) const {
    if (code != NC_NOERR) throw RunError(quoted(name_) + " cannot be written: " + nc_.strerror(code));
  }

  std::string name_;
  Library nc_;
  int file_ = -1;
};

// Of a column or one of its cells, "M[USA]"; empty where this version has no such column.
std::string unit_of(const std::string& cell) {
  const auto& columns = catalogue().columns;
  const auto found = std::ranges::find(columns, std::string_view(cell).substr(0, cell.find('[')), &ColumnEntry::name);
  return found == columns.end() ? std::string() : std::string(found->unit);
}

std::vector<std::string> in_order(const auto& list, auto name) {
  std::vector<std::string> names;
  for (const auto& entry : list) names.push_back(name(entry));
  return names;
}

class Exporter {
 public:
  Exporter(const StoredRun& run, const std::string& path, const std::string& name)
      : run_(run), asked_(run.asked()), summaries_(run.summaries()), draws_(run.draws()), traced_(run.traced()),
        months_(static_cast<std::size_t>(asked_.months)), histories_(run.histories()), file_(path, name) {}

  void write() {
    define();
    file_.defined();
    file_.put(arm_names_, in_order(asked_.arms, [](const Asked::Arm& arm) { return arm.name; }));
    write_counting();
    write_histories();
    write_summaries();
    if (!draws_.empty()) write_draws();
    if (!traced_.empty()) write_traces();
    file_.close();
  }

 private:
  void define() {
    const std::string first = asked_.start.text() + "-01";
    arm_ = file_.dimension("arm", asked_.arms.size());
    history_ = file_.dimension("history", histories_);
    time_ = file_.dimension("time", months_);
    arm_names_ = file_.names("arm", arm_);
    history_numbers_ = file_.counting("history", history_, "number of the history");
    times_ = file_.numbers("time", {time_}, "days since " + first, "first day of the month");
    // The standard calendar has no year 0, and is Julian up to 1582; ours are ISO 8601's.
    file_.attribute(times_, "calendar", "proleptic_gregorian");
    for (const auto& [name, unit, kind, meaning] : asked_.outcomes) {
      outcomes_.push_back(file_.numbers(name, {arm_, history_}, unit, meaning));
      file_.attribute(outcomes_.back(), "kind", kind);
    }
    for (const std::string& name : asked_.series)
      series_.push_back(file_.numbers("history_" + name, {arm_, history_, time_}, unit_of(name), name + " in every history"));
    for (const MonthlySummary& summary : summaries_) {
      const std::string name = (summary.all ? "all_" : "monthly_") + summary.series;
      if (means_.contains(name)) continue;
      const std::string over = summary.series + " over the first " + std::to_string(summary.histories) + " histories";
      const std::string unit = unit_of(summary.series);
      means_[name] = {file_.numbers(name + "_mean", {arm_, time_}, unit, "mean of " + over),
          file_.numbers(name + "_q05", {arm_, time_}, unit, "5 % quantile of " + over),
          file_.numbers(name + "_q95", {arm_, time_}, unit, "95 % quantile of " + over)};
    }
    if (!draws_.empty()) {
      const int draw = file_.dimension("draw", draws_.size());
      draw_numbers_ = file_.counting("draw", draw, "number of the draw from the priors");
      for (const auto& [name, unit, kind, meaning] : asked_.outcomes)
        draw_differences_.push_back(file_.numbers("difference_" + name, {draw}, unit, "difference under the draw: " + meaning));
    }
    if (!traced_.empty()) define_traces();
    file_.attribute(NC_GLOBAL, "title", run_.value("title"));
    file_.attribute(NC_GLOBAL, "source", "coexist " + std::string(version()));
    file_.attribute(NC_GLOBAL, "Conventions", "CF-1.8");
    file_.attribute(NC_GLOBAL, "worlds", static_cast<int>(asked_.worlds));
    for (const auto& [name, value] : asked_.same) {
      std::string attribute = "asked_" + name;
      std::ranges::replace(attribute, ' ', '_');
      if (name != "text of the scenario") file_.attribute(NC_GLOBAL, attribute.c_str(), value);
    }
    file_.attribute(NC_GLOBAL, "scenario", run_.value("scenario as read"));
  }

  void define_traces() {
    traced_dimension_ = file_.dimension("traced", traced_.size());
    traced_numbers_ = file_.counting("traced", traced_dimension_, "number of the traced history");
    std::map<std::vector<std::string>, int> cells;  // columns with the same cells share a dimension
    for (const Asked::Column& column : asked_.columns) {
      std::vector<int> dimensions = {traced_dimension_, arm_};
      if (!column.index.empty()) {
        auto found = cells.find(column.cells);
        if (found == cells.end()) {
          std::string name = column.index;
          for (std::size_t comma = name.find(", "); comma != std::string::npos; comma = name.find(", "))
            name.replace(comma, 2, "_");
          for (const auto& [other, dimension] : cells) name += other.empty() || cell_names_[dimension] != name ? "" : "_once";
          const int dimension = file_.dimension(name, column.cells.size());
          cell_names_[dimension] = name;
          cell_variables_.emplace_back(file_.names(name, dimension), column.cells);
          found = cells.emplace(column.cells, dimension).first;
        }
        dimensions.push_back(found->second);
      }
      dimensions.push_back(time_);
      columns_.push_back(file_.numbers("trace_" + column.name, dimensions, column.unit, column.meaning));
    }
  }

  void write_counting() {
    std::vector<double> numbers;
    for (std::uint32_t h = 0; h < histories_; ++h) numbers.push_back(h);
    if (histories_ > 0) file_.put(history_numbers_, {0}, {histories_}, numbers.data());
    numbers.clear();
    for (int t = 0; t < asked_.months; ++t) numbers.push_back(days_between(asked_.start, asked_.start + t));
    file_.put(times_, {0}, {months_}, numbers.data());
  }

  void write_histories() {
    run_.each_block([&](const Block& block) {
      std::vector<double> values(block.count);
      for (std::size_t arm = 0; arm < asked_.arms.size(); ++arm) {
        const std::size_t first = arm * block.count;
        for (std::size_t o = 0; o < outcomes_.size(); ++o) {
          for (std::size_t h = 0; h < block.count; ++h) values[h] = block.outcomes[(first + h) * outcomes_.size() + o];
          file_.put(outcomes_[o], {arm, block.first}, {1, block.count}, values.data());
        }
        for (std::size_t s = 0; s < series_.size(); ++s)
          for (std::size_t h = 0; h < block.count; ++h)
            file_.put(series_[s], {arm, block.first + h, 0}, {1, 1, months_},
                block.series.data() + ((first + h) * series_.size() + s) * months_);
      }
    });
  }

  void write_summaries() {
    for (const MonthlySummary& summary : summaries_) {
      const auto& ids = means_.at((summary.all ? "all_" : "monthly_") + summary.series);
      for (std::size_t arm = 0; arm < asked_.arms.size(); ++arm) {
        if (asked_.arms[arm].name != summary.arm) continue;
        file_.put(ids[0], {arm, 0}, {1, months_}, summary.mean.data());
        file_.put(ids[1], {arm, 0}, {1, months_}, summary.low.data());
        file_.put(ids[2], {arm, 0}, {1, months_}, summary.high.data());
      }
    }
  }

  void write_draws() {
    for (std::size_t d = 0; d < draws_.size(); ++d) {
      const double number = draws_[d].number;
      file_.put(draw_numbers_, {d}, {1}, &number);
      for (std::size_t o = 0; o < draw_differences_.size(); ++o) {
        const double mean =
            draws_[d].differences[o].count > 0 ? draws_[d].differences[o].mean : std::numeric_limits<double>::quiet_NaN();
        file_.put(draw_differences_[o], {d}, {1}, &mean);
      }
    }
  }

  void write_traces() {
    for (const auto& [variable, cells] : cell_variables_) file_.put(variable, cells);
    for (std::size_t n = 0; n < traced_.size(); ++n) {
      const double number = traced_[n];
      file_.put(traced_numbers_, {n}, {1}, &number);
      const std::vector<TracedHistory> arms = run_.trace(traced_[n]);
      for (std::size_t arm = 0; arm < arms.size(); ++arm)
        for (std::size_t c = 0; c < columns_.size(); ++c) {
          const Asked::Column& column = asked_.columns[c];
          if (column.index.empty())
            file_.put(columns_[c], {n, arm, 0}, {1, 1, months_}, arms[arm].columns[c].data());
          else
            file_.put(columns_[c], {n, arm, 0, 0}, {1, 1, column.cells.size(), months_}, arms[arm].columns[c].data());
        }
    }
  }

  const StoredRun& run_;
  const Asked& asked_;
  std::vector<MonthlySummary> summaries_;
  std::vector<KeptDraw> draws_;
  std::vector<std::uint32_t> traced_;
  std::size_t months_;
  std::uint32_t histories_;
  NetcdfFile file_;
  int arm_ = 0, history_ = 0, time_ = 0, traced_dimension_ = 0;
  int arm_names_ = 0, history_numbers_ = 0, times_ = 0, draw_numbers_ = 0, traced_numbers_ = 0;
  std::vector<int> outcomes_, series_, draw_differences_, columns_;
  std::map<std::string, std::array<int, 3>> means_;
  std::map<int, std::string> cell_names_;
  std::vector<std::pair<int, std::vector<std::string>>> cell_variables_;
};

}  // namespace

void export_netcdf(const StoredRun& run, const std::string& path, bool force) {
  NewFile file("--output", path, force);
  Exporter(run, file.partial(), path).write();
  file.finish();
}

#else

void export_netcdf(const StoredRun&, const std::string&, bool) {
  throw InputError(
      {"--format", 0, 0, "this build of the program writes no NetCDF", "Install libnetcdf-dev and build again, or export csv"});
}

#endif

}  // namespace coexist
