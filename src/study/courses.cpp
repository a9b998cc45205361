// SPDX-License-Identifier: Apache-2.0
// Courses of both arms, gathered while the histories are played: what is kept grows with months and charts, not with histories.
#include "coexist/courses.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "base/float_environment.h"
#include "study/dated_history.h"
#include "study/losses.h"
#include "study/quantiles.h"
#include "study/setting.h"
#include "study/statistics.h"
#include "study/words.h"

namespace coexist {
namespace {

constexpr std::array<const char*, 2> arm_names = {"with", "without"};
constexpr int map_step = 3;  // months
constexpr int a_year = 12;

// How the cells of a chart become its number of a month.
enum class Reading {
  level,         // the only cell
  mean_present,  // mean of the cells of polities that are there
  count_system,  // how many cells of polities that are there have the system's number
  yearly_count   // sum of the only cell over twelve months, of histories that have not ended
};

struct Chart {
  CourseChart shown;
  Reading reading = Reading::level;
  std::vector<std::size_t> cells;
  std::vector<int> polities;  // of each cell, where they are read by presence
  int system = 0;
};

// One number over histories.  The band of 2000 histories is exact to less than what a chart can show.
struct Course {
  explicit Course(std::size_t runs) : quantiles(runs) {}
  void add(double value) {
    moments.add(value);
    quantiles.add(value);
  }
  Moments moments;
  Quantiles quantiles;
};

// In how many histories each polity is of each class, date by date.
struct Census {
  std::vector<std::size_t> cells;  // [polity]
  std::size_t classes = 0;         // a number below 0 is of the last
  std::size_t dates = 0;
  std::vector<std::uint32_t> counts;  // [arm][polity][date][class]

  std::size_t at(std::size_t arm, std::size_t polity, std::size_t date) const {
    return ((arm * cells.size() + polity) * dates + date) * classes;
  }
  void begin(std::size_t class_count, std::size_t date_count) {
    classes = class_count;
    dates = date_count;
    counts.assign(at(arm_names.size(), 0, 0), 0);
  }
  void add(std::size_t arm, std::size_t polity, std::size_t date, double number) {
    ++counts[at(arm, polity, date) + (number < 0 ? classes - 1 : static_cast<std::size_t>(number))];
  }
  // In thousandths.
  std::vector<int> shares(std::size_t arm, std::size_t polity, std::size_t date) const {
    const auto row = std::span(counts).subspan(at(arm, polity, date), classes);
    const std::uint64_t all = std::max<std::uint64_t>(1, std::accumulate(row.begin(), row.end(), std::uint64_t{0}));
    std::vector<int> shares;
    for (const std::uint64_t count : row) shares.push_back(static_cast<int>((2000 * count + all) / (2 * all)));
    return shares;
  }
};

// Runs of values each number may keep for its band: together some hundred megabytes at most.
std::size_t runs_to_keep(std::size_t numbers) {
  constexpr std::size_t all = 1'500'000;
  constexpr std::size_t fewest = 128;
  constexpr std::size_t most = 4096;
  return std::clamp(all / std::max<std::size_t>(1, numbers), fewest, most);
}

class Follower {
 public:
  Follower(const Scenario& scenario, const StudyOptions& options) : scenario_(scenario), options_(options) {
    options_.series.clear();
    choose();
    posed_ = pose(scenario_, options_);
    months_ = static_cast<std::size_t>(model().months);
    const std::size_t numbers = charts_.size() * arm_names.size() * months_;
    courses_.assign(numbers, Course(runs_to_keep(numbers)));
    for (int t = 0; t < model().months; t += map_step) map_months_.push_back(t);
    if (map_months_.back() != model().months - 1) map_months_.push_back(model().months - 1);
    systems_.begin(static_cast<std::size_t>(model().system_count()), map_months_.size());
    blocs_.begin(static_cast<std::size_t>(model().principal_count()) + 1, map_months_.size());
  }

  Courses play() {
    EnsembleOptions how = ensemble_options(options_);
    // A piece is some megabytes at most.
    constexpr std::size_t most_in_a_piece = 300'000;
    const std::size_t numbers = options_.series.size() * months_;
    how.piece = std::min(how.piece, static_cast<std::uint32_t>(most_in_a_piece / (numbers + 1) + 1));
    const std::array<Intervention, 2> arms = {posed_.with, posed_.without};
    Losses losses({arm_names[0], arm_names[1]});
    const std::uint32_t played = play_ensemble(posed_.setting, arms, posed_.fork, how, [&](const Piece& piece) {
      for (std::uint32_t h = 0; h < piece.count; ++h) {
        if (losses.leaves_out(piece, h, posed_.setting.outcomes)) continue;
        ++counted_;
        for (std::size_t arm = 0; arm < arm_names.size(); ++arm)
          add(arm, piece.played.series.data() + (arm * piece.count + h) * numbers);
      }
    });
    Courses all = told();
    all.stopped = played < how.histories;
    return all;
  }

 private:
  const Model& model() const { return posed_.setting.model; }

  std::size_t follow(std::string cell) {
    const auto known = std::ranges::find(options_.series, cell);
    if (known != options_.series.end()) return static_cast<std::size_t>(known - options_.series.begin());
    options_.series.push_back(std::move(cell));
    return options_.series.size() - 1;
  }

  void chart(
      std::string id, std::string title, std::string unit, std::string note, std::string cell, Reading reading = Reading::level) {
    Chart made;
    made.shown = {std::move(id), std::move(title), std::move(unit), std::move(note), {}};
    made.reading = reading;
    made.cells = {follow(std::move(cell))};
    charts_.push_back(std::move(made));
  }

  // What is followed, by the names of the scenario.
  void choose() {
    posed_ = pose(scenario_, options_);
    if (!posed_.has_question)
      throw InputError({scenario_.source, 0, 0, "the scenario asks no question",
          "Add a [[question]], or give --actor, --about, --instead and --adopt"});
    const std::string actor = posed_.question.actor;
    const std::string rival = rival_of(scenario_, posed_.question);
    const std::array<std::string, 2> sides = {actor, rival};
    const auto name = [&](const std::string& id) { return polity_name(scenario_, id); };
    const auto pair = [](const char* column, const std::string& one, const std::string& other) {
      return column + ("[" + one + "," + other + "]");
    };
    chart("hostility_toward_actor", "Hostility of " + name(rival) + " toward " + name(actor), "0 to 1", "",
        pair("H", rival, actor));
    chart("hostility_of_actor", "Hostility of " + name(actor) + " toward " + name(rival), "0 to 1", "", pair("H", actor, rival));
    chart("fear_of_revolution", "Fear of revolution in " + name(rival), "probability",
        "belief of " + name(rival) + " that " + name(actor) + " wants to overthrow its order", pair("p", rival, actor));
    for (const std::string& side : sides)
      chart("spending." + side, "Military spending of " + name(side),
          (scenario_.currency.empty() ? "currency" : scenario_.currency) + " a year", "", "M[" + side + "]");
    for (const std::string& side : sides) {
      const PolityNumbers& polity = model().polity(model().find_polity(side));
      if (!polity.warheads.empty())
        chart("warheads." + side, "Deliverable warheads of " + name(side), "warheads", "", "W[" + side + "]");
    }
    chart("crises", called_so(scenario_.called, "Crises between the superpowers"), "a year",
        "over the twelve months before; none after a history's end", "crises_between", Reading::yearly_count);
    ends_ = {follow("war"), follow("nuclear")};
    choose_publics();
    choose_systems();
  }

  void choose_publics() {
    if (model().publics.empty()) return;
    Chart made;
    made.shown = {"peace_mobilisation", "Mobilised for peace", "share of society", "mean of the publics: ", {}};
    made.reading = Reading::mean_present;
    for (const int i : model().publics) {
      const std::string& id = model().polity(i).id;
      made.shown.note += (made.cells.empty() ? "" : ", ") + polity_name(scenario_, id);
      made.cells.push_back(follow("P[" + id + "]"));
      made.polities.push_back(i);
    }
    charts_.push_back(std::move(made));
  }

  void choose_systems() {
    for (const PolityNumbers& polity : model().polities) {
      systems_.cells.push_back(follow("sys[" + polity.id + "]"));
      blocs_.cells.push_back(follow("bloc[" + polity.id + "]"));
    }
    for (int s = 0; s < model().system_count(); ++s) {
      const std::string& system = model().system_names[static_cast<std::size_t>(s)];
      Chart made;
      made.shown = {"systems." + system, "Polities under the system: " + system, "polities", "", {}};
      made.reading = Reading::count_system;
      made.cells = systems_.cells;
      made.system = s;
      for (int i = 0; i < model().polity_count(); ++i) made.polities.push_back(i);
      charts_.push_back(std::move(made));
    }
  }

  // Polities enter on their dates, in every history.
  bool is_present(int polity, std::size_t month) const {
    const int enters = model().polity(polity).enters;
    return enters <= 0 || (posed_.setting.mechanisms.entry.on && enters <= static_cast<int>(month));
  }

  // One history of one arm: values[cell * months + month].
  void add(std::size_t arm, const double* values) {
    const auto at = [&](std::size_t cell, std::size_t t) { return values[cell * months_ + t]; };
    for (std::size_t c = 0; c < charts_.size(); ++c) {
      Course* const course = courses_.data() + (c * arm_names.size() + arm) * months_;
      const Chart& chart = charts_[c];
      double of_year = 0;
      for (std::size_t t = 0; t < months_; ++t) switch (chart.reading) {
          case Reading::level: course[t].add(at(chart.cells[0], t)); break;
          case Reading::mean_present:
          case Reading::count_system: course[t].add(over_present(chart, at, t)); break;
          case Reading::yearly_count:
            // After the end of a history its columns stay as they were.
            of_year += lives(at, t) ? at(chart.cells[0], t) : 0;
            if (t >= a_year) of_year -= lives(at, t - a_year) ? at(chart.cells[0], t - a_year) : 0;
            if (t + 1 >= a_year) course[t].add(of_year);
            break;
        }
    }
    for (Census* census : {&systems_, &blocs_})
      for (std::size_t i = 0; i < census->cells.size(); ++i)
        for (std::size_t date = 0; date < map_months_.size(); ++date)
          census->add(arm, i, date, at(census->cells[i], static_cast<std::size_t>(map_months_[date])));
  }

  double over_present(const Chart& chart, const auto& at, std::size_t t) const {
    double sum = 0;
    double count = 0;
    for (std::size_t n = 0; n < chart.cells.size(); ++n) {
      if (!is_present(chart.polities[n], t)) continue;
      const double value = at(chart.cells[n], t);
      sum += chart.reading == Reading::mean_present ? value : value == chart.system ? 1 : 0;
      ++count;
    }
    return chart.reading == Reading::mean_present ? sum / std::max(1.0, count) : sum;
  }

  // Whether a history has not ended before a month.
  bool lives(const auto& at, std::size_t t) const { return t == 0 || (at(ends_[0], t - 1) == 0 && at(ends_[1], t - 1) == 0); }

  Courses told() {
    Courses all;
    all.worlds = counted_;
    all.start = model().start;
    all.months = model().months;
    for (std::size_t c = 0; c < charts_.size(); ++c) {
      all.charts.push_back(std::move(charts_[c].shown));
      for (std::size_t arm = 0; arm < arm_names.size(); ++arm) {
        CourseLine line{arm_names[arm], {}, {}, {}};
        for (std::size_t t = 0; t < months_; ++t) {
          Course& course = courses_[(c * arm_names.size() + arm) * months_ + t];
          const bool known = course.moments.count() > 0;
          line.mean.push_back(known ? std::optional(course.moments.mean()) : std::nullopt);
          line.low.push_back(known ? std::optional(course.quantiles.quantile(0.05)) : std::nullopt);
          line.high.push_back(known ? std::optional(course.quantiles.quantile(0.95)) : std::nullopt);
        }
        all.charts.back().lines.push_back(std::move(line));
      }
    }
    all.dated = dated_history(scenario_, posed_);
    for (const int t : map_months_) all.map_dates.push_back(model().start + t);
    all.systems = model().system_names;
    for (const int i : model().principals) all.blocs.push_back(given(i).name);
    all.blocs.emplace_back("no bloc");
    for (int i = 0; i < model().polity_count(); ++i) all.polities.push_back(polity(i));
    return all;
  }

  const Polity& given(int i) const { return *std::ranges::find(scenario_.polities, model().polity(i).id, &Polity::id); }

  PolityCourse polity(int i) const {
    const Polity& p = given(i);
    PolityCourse course{p.id, p.name, p.region, p.ccode, model().polity(i).principal >= 0, {}, {}, {}, {}};
    const auto number = static_cast<std::size_t>(i);
    for (std::size_t date = 0; date < map_months_.size(); ++date) {
      const bool is_there = is_present(i, static_cast<std::size_t>(map_months_[date]));
      const auto shares = [&](const Census& census, std::size_t arm) {
        return is_there ? census.shares(arm, number, date) : std::vector<int>{};
      };
      course.with.push_back(shares(systems_, 0));
      course.without.push_back(shares(systems_, 1));
      course.bloc_with.push_back(shares(blocs_, 0));
      course.bloc_without.push_back(shares(blocs_, 1));
    }
    return course;
  }

  const Scenario& scenario_;
  StudyOptions options_;
  Posed posed_;
  std::size_t months_ = 0;
  std::vector<Chart> charts_;
  std::vector<Course> courses_;  // [chart][arm][month]
  std::vector<int> map_months_;
  Census systems_, blocs_;
  std::array<std::size_t, 2> ends_{};  // cells that say that a history is over
  std::uint32_t counted_ = 0;
};

}  // namespace

Courses courses_of(const Scenario& scenario, const StudyOptions& options) {
  const FloatEnvironment standard;
  return Follower(scenario, options).play();
}

}  // namespace coexist
