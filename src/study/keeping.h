// SPDX-License-Identifier: Apache-2.0
// An ensemble that a keeper may have part of already.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "coexist/study.h"
#include "study/setting.h"

namespace coexist {

// As play_ensemble, from history 0 on: what the keeper has is handed on as it was kept, the rest is played and kept.  Where events are
// listened to, everything is played, for only traced histories keep theirs.  `arms` names the first of the arms, those that have
// monthly courses of their own.  Throws InputError where this program does not come to what is kept.
std::uint32_t play_kept(const Posed& posed, std::span<const Intervention> played, const std::vector<std::string>& arms,
    const EnsembleOptions& how, const StudyOptions& options, const std::function<void(const Piece&)>& take);

// Keeps the histories to be traced that are not yet.  False when stopped.
bool trace_histories(const Posed& posed, std::span<const Intervention> played, const std::vector<std::string>& arms,
    const EnsembleOptions& how, const StudyOptions& options);

// The monthly course of values[month][history].
SeriesSummary summary_of(const std::string& name, std::vector<std::vector<double>> values);

}  // namespace coexist
