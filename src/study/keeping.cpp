// SPDX-License-Identifier: Apache-2.0
#include "study/keeping.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <chrono>
#include <cmath>

#include "study/asked.h"
#include "study/events.h"
#include "study/statistics.h"

namespace coexist {
namespace {

constexpr std::uint32_t largest_block = 4096;
constexpr std::uint32_t smallest_block = 1024;  // of one that has lasted
constexpr auto lasted = std::chrono::seconds(1);
constexpr std::uint32_t summarised_histories = 512;  // of the default series: their courses cost as much as all outcomes
constexpr std::uint32_t one_batch = 16;

// Numbers a history has in each arm.
struct Sizes {
  std::size_t arms = 0, outcomes = 0, series = 0;
};

// Histories `from` .. of [arm][history][number].
std::vector<double> later(
    const std::vector<double>& values, std::size_t arms, std::size_t from, std::size_t count, std::size_t numbers) {
  std::vector<double> rest;
  rest.reserve(arms * (count - from) * numbers);
  for (std::size_t arm = 0; arm < arms; ++arm) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>((arm * count + from) * numbers);
    rest.insert(rest.end(), first, first + static_cast<std::ptrdiff_t>((count - from) * numbers));
  }
  return rest;
}

// The histories of a piece from number `from` on.  Without events: where they are listened to, nothing is cut off.
Piece part_from(const Piece& piece, std::uint32_t from, const Sizes& sizes) {
  const std::uint32_t skipped = from - piece.first;
  Piece part;
  part.first = from;
  part.count = piece.count - skipped;
  part.played.outcomes = later(piece.played.outcomes, sizes.arms, skipped, piece.count, sizes.outcomes);
  part.played.series = later(piece.played.series, sizes.arms, skipped, piece.count, sizes.series);
  for (std::size_t arm = 0; arm < sizes.arms; ++arm)
    for (std::uint32_t h = skipped; h < piece.count; ++h)
      part.played.marked.push_back(piece.played.marked[arm * piece.count + h]);
  return part;
}

Piece piece_of(Block&& block, const Sizes& sizes) {
  Piece piece;
  piece.first = block.first;
  piece.count = block.count;
  piece.played.outcomes = std::move(block.outcomes);
  piece.played.series = std::move(block.series);
  const auto values = std::span(piece.played.outcomes);
  for (std::size_t row = 0; row < sizes.arms * piece.count; ++row)
    piece.played.marked.push_back(
        std::ranges::all_of(values.subspan(row * sizes.outcomes, sizes.outcomes), [](double v) { return std::isfinite(v); }) ? 0
                                                                                                                             : 1);
  return piece;
}

// Gathers pieces into blocks and hands them to the keeper.
class Blocks {
 public:
  Blocks(Keeper& keeper, const Sizes& sizes) : keeper_(&keeper), sizes_(sizes), outcomes_(sizes.arms), series_(sizes.arms) {
    first_ = keeper.histories();
  }

  void add(const Piece& piece) {
    const std::uint32_t next = first_ + count_;
    if (piece.first + piece.count <= next) return;  // kept before, and played again for its events
    if (piece.first < next) return add(part_from(piece, next, sizes_));
    if (count_ == 0) began_ = Clock::now();
    for (std::size_t arm = 0; arm < sizes_.arms; ++arm) {
      append(piece.played.outcomes, arm, piece.count * sizes_.outcomes, outcomes_[arm]);
      append(piece.played.series, arm, piece.count * sizes_.series, series_[arm]);
    }
    count_ += piece.count;
    if (count_ >= largest_block || (count_ >= smallest_block && Clock::now() - began_ >= lasted)) close();
  }

  void close() {
    if (count_ == 0) return;
    Block block{first_, count_, {}, {}};
    for (std::size_t arm = 0; arm < sizes_.arms; ++arm) {
      block.outcomes.insert(block.outcomes.end(), outcomes_[arm].begin(), outcomes_[arm].end());
      block.series.insert(block.series.end(), series_[arm].begin(), series_[arm].end());
      outcomes_[arm].clear();
      series_[arm].clear();
    }
    keeper_->keep(block);
    first_ += count_;
    count_ = 0;
  }

 private:
  using Clock = std::chrono::steady_clock;
  static void append(const std::vector<double>& from, std::size_t arm, std::size_t numbers, std::vector<double>& to) {
    const auto first = from.begin() + static_cast<std::ptrdiff_t>(arm * numbers);
    to.insert(to.end(), first, first + static_cast<std::ptrdiff_t>(numbers));
  }

  Keeper* keeper_;
  Sizes sizes_;
  std::uint32_t first_ = 0, count_ = 0;
  Clock::time_point began_;
  std::vector<std::vector<double>> outcomes_, series_;  // [arm], [history][number]
};

// How the two sides see and treat each other, and their spending.
std::vector<SeriesCell> default_series(const Posed& posed) {
  const Model& model = posed.setting.model;
  const int actor = posed.has_question ? posed.with.actor : model.superpower[0];
  const int rival = model.superpower[actor == model.superpower[0] ? 1 : 0];
  const auto id = [&](int principal) { return model.polity(model.polity_of(principal)).id; };
  std::vector<SeriesCell> cells;
  for (const auto& [one, other] : {std::pair(actor, rival), std::pair(rival, actor)}) {
    const std::string pair = '[' + id(one) + ',' + id(other) + ']';
    cells.push_back({"H" + pair, "H", one, model.polity_of(other)});
    cells.push_back({"p" + pair, "p", one, other});
    cells.push_back({"M[" + id(one) + ']', "M", model.polity_of(one), 0});
  }
  return cells;
}

class KeptEnsemble {
 public:
  KeptEnsemble(const Posed& posed, std::span<const Intervention> played, const std::vector<std::string>& arms,
      const EnsembleOptions& how, const StudyOptions& options, const std::function<void(const Piece&)>& take)
      : posed_(posed), played_(played), arms_(arms), how_(how), options_(options), take_(take), keeper_(*options.keeper),
        months_(static_cast<std::size_t>(posed.setting.model.months)),
        sizes_{played.size(), posed.setting.outcomes.size(), posed.setting.series.size() * months_}, blocks_(keeper_, sizes_) {}

  std::uint32_t play() {
    replay();
    if (!is_stopped()) summarise();
    const auto take = [this](const Piece& piece) { take_and_keep(piece); };
    if (!is_stopped() && done_ < how_.histories) play_part(posed_.setting, done_, how_.histories - done_, how_.piece, take);
    blocks_.close();
    keeper_.flush();
    return done_;
  }

 private:
  bool is_stopped() const { return how_.stop && how_.stop->load(); }

  // Plays a part of the ensemble, whose progress is that of the whole.
  void play_part(const Setting& setting, std::uint32_t first, std::uint32_t histories, std::uint32_t piece,
      const std::function<void(const Piece&)>& take) {
    EnsembleOptions how = how_;
    how.first = first;
    how.histories = histories;
    how.piece = piece;
    how.progress = [this](std::uint32_t, std::uint32_t) { show_progress(); };
    play_ensemble(setting, played_, posed_.fork, how, take);
  }

  void show_progress() const {
    if (how_.progress) how_.progress(done_, how_.histories);
  }

  void take_and_keep(const Piece& piece) {
    take_(piece);
    blocks_.add(piece);
    done_ = piece.first + piece.count;
  }

  // Whether this program comes to what is kept: the first histories are played once more.
  void compare(const Block& block) const {
    EnsembleOptions how = how_;
    how.first = 0;
    how.histories = std::min(one_batch, block.count);
    how.progress = nullptr;
    how.stop = nullptr;
    how.shared = nullptr;  // by this process alone
    bool same = true;
    play_ensemble(posed_.setting, played_, posed_.fork, how, [&](const Piece& piece) {
      for (std::size_t arm = 0; arm < sizes_.arms; ++arm)
        for (std::size_t n = 0; n < piece.count * sizes_.outcomes; ++n) {
          const double again = piece.played.outcomes[arm * piece.count * sizes_.outcomes + n];
          const double before = block.outcomes[arm * block.count * sizes_.outcomes + piece.first * sizes_.outcomes + n];
          same = same && std::bit_cast<std::uint64_t>(again) == std::bit_cast<std::uint64_t>(before);
        }
    });
    if (!same)
      throw InputError({"--store", 0, 0, "the first histories, played again, come to other numbers than those kept",
          "Another build of the program wrote them: choose another file, or overwrite this one with --force"});
  }

  void replay() {
    keeper_.replay([&](Block&& block) {
      if (block.first == 0) compare(block);
      if (options_.on_event || is_stopped()) return false;
      const Piece piece = piece_of(std::move(block), sizes_);
      take_(piece);
      done_ = piece.first + piece.count;
      show_progress();
      return true;
    });
  }

  // Plays the first histories with the default series, unless their courses are kept, and hands on those that are new.
  void summarise() {
    const std::uint32_t wanted = std::min(summarised_histories, how_.histories);
    if (keeper_.summarised() >= wanted) return;
    Setting followed = posed_.setting;
    const std::vector<SeriesCell> cells = default_series(posed_);
    followed.series.insert(followed.series.end(), cells.begin(), cells.end());
    const std::size_t own = posed_.setting.series.size() * months_;
    const std::size_t all = followed.series.size() * months_;
    std::vector<std::vector<std::vector<double>>> courses(arms_.size() * cells.size(), std::vector<std::vector<double>>(months_));
    std::uint32_t summarised = 0;
    play_part(followed, 0, wanted, one_batch, [&](const Piece& piece) {
      Piece plain{piece.first, piece.count, {piece.played.outcomes, {}, piece.played.marked, piece.played.events, {}}};
      for (std::size_t arm = 0; arm < sizes_.arms; ++arm)
        for (std::uint32_t h = 0; h < piece.count; ++h) {
          const std::size_t row = arm * piece.count + h;
          const double* const values = piece.played.series.data() + row * all;
          plain.played.series.insert(plain.played.series.end(), values, values + own);
          if (arm >= arms_.size() || piece.played.marked[row]) continue;
          for (std::size_t c = 0; c < cells.size(); ++c)
            for (std::size_t t = 0; t < months_; ++t) courses[arm * cells.size() + c][t].push_back(values[own + c * months_ + t]);
        }
      summarised += piece.count;
      if (piece.first + piece.count > done_) take_and_keep(piece.first < done_ ? part_from(plain, done_, sizes_) : plain);
    });
    if (summarised < wanted) return;
    std::vector<MonthlySummary> summaries;
    for (std::size_t n = 0; n < courses.size(); ++n) {
      SeriesSummary summary = summary_of(cells[n % cells.size()].name, std::move(courses[n]));
      summaries.push_back({arms_[n / cells.size()], summary.name, wanted, false, std::move(summary.mean), std::move(summary.low),
          std::move(summary.high)});
    }
    keeper_.keep(summaries);
  }

  const Posed& posed_;
  std::span<const Intervention> played_;
  const std::vector<std::string>& arms_;
  const EnsembleOptions& how_;
  const StudyOptions& options_;
  const std::function<void(const Piece&)>& take_;
  Keeper& keeper_;
  std::size_t months_;
  Sizes sizes_;
  Blocks blocks_;
  std::uint32_t done_ = 0;
};

std::string digits(double value) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

}  // namespace

std::uint32_t play_kept(const Posed& posed, std::span<const Intervention> played, const std::vector<std::string>& arms,
    const EnsembleOptions& how, const StudyOptions& options, const std::function<void(const Piece&)>& take) {
  if (!options.keeper) return play_ensemble(posed.setting, played, posed.fork, how, take);
  return KeptEnsemble(posed, played, arms, how, options, take).play();
}

bool trace_histories(const Posed& posed, std::span<const Intervention> played, const std::vector<std::string>& arms,
    const EnsembleOptions& how, const StudyOptions& options) {
  if (!options.keeper || options.keeper->traced() >= options.trace) return true;
  Setting followed = posed.setting;
  const EveryColumn every = every_column(followed.model, posed.called);
  followed.series = every.cells;
  followed.keep_events = true;
  const auto months = static_cast<std::size_t>(followed.model.months);
  const std::size_t numbers = every.cells.size() * months;
  EnsembleOptions one = how;
  one.first = options.keeper->traced();
  one.histories = options.trace - one.first;
  one.threads = 1;  // a batch with all its columns is large, and there are few
  one.piece = one_batch;
  one.progress = nullptr;
  const std::uint32_t played_to_end =
      play_ensemble(followed, played.first(arms.size()), posed.fork, one, [&](const Piece& piece) {
        std::vector<std::string> events(piece.count * arms.size());
        tell_events(piece, followed.model, posed.called, arms, [&](const HistoryEvent& event) {
          const auto arm = static_cast<std::size_t>(std::ranges::find(arms, event.arm) - arms.begin());
          events[(event.history - piece.first) * arms.size() + arm] += event.date.text() + '\t' + event.kind + '\t' +
                                                                       event.actor + '\t' + event.target + '\t' + event.place +
                                                                       '\t' + event.result + '\t' + digits(event.number) + '\n';
        });
        for (std::uint32_t h = 0; h < piece.count; ++h) {
          std::vector<TracedHistory> traced;
          for (std::size_t arm = 0; arm < arms.size(); ++arm) {
            const double* value = piece.played.series.data() + (arm * piece.count + h) * numbers;
            TracedHistory history{piece.first + h, arms[arm], std::move(events[h * arms.size() + arm]), {}};
            for (const Asked::Column& column : every.columns) {
              history.columns.emplace_back(value, value + column.cells.size() * months);
              value += column.cells.size() * months;
            }
            traced.push_back(std::move(history));
          }
          options.keeper->keep(traced);
        }
      });
  return played_to_end == one.histories;
}

SeriesSummary summary_of(const std::string& name, std::vector<std::vector<double>> values) {
  SeriesSummary summary;
  summary.name = name;
  for (std::vector<double>& month : values) {
    Moments moments;
    for (const double value : month) moments.add(value);
    summary.mean.push_back(moments.mean());
    summary.low.push_back(month.empty() ? 0 : quantile(month, 0.05));
    summary.high.push_back(month.empty() ? 0 : quantile(std::move(month), 0.95));
  }
  return summary;
}

}  // namespace coexist
