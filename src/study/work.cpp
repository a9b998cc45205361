// SPDX-License-Identifier: Apache-2.0
#include "study/work.h"

namespace coexist {

Work count_work(
    const Setting& setting, std::span<const Intervention> arms, int fork, EngineKind engine, std::uint32_t histories) {
  Setting watched = setting;
  watched.series = {{"war", "war", 0, 0}, {"nuclear", "nuclear", 0, 0}};
  const std::size_t ends = watched.series.size();
  for (int k = 0; k < watched.model.principal_count(); ++k)
    for (int l = 0; l < watched.model.polity_count(); ++l) watched.series.push_back({"act_number", "act_number", k, l});
  const std::size_t cells = watched.series.size();
  const auto months = static_cast<std::size_t>(watched.model.months);
  EnsembleOptions how;
  how.histories = histories;
  how.engine = engine;
  how.threads = 1;
  how.piece = 16;
  Work work;
  play_ensemble(watched, arms, fork, how, [&](const Piece& piece) {
    for (std::size_t history = 0; history < arms.size() * piece.count; ++history) {
      const double* const course = piece.played.series.data() + history * cells * months;
      for (std::size_t t = 0; t < months; ++t) {
        ++work.history_months;
        for (std::size_t cell = ends; cell < cells; ++cell) work.acting_dyad_steps += course[cell * months + t] >= 0 ? 1 : 0;
        if (course[t] > 0 || course[months + t] > 0) break;  // the month that ends a history is still lived
      }
    }
  });
  return work;
}

}  // namespace coexist
