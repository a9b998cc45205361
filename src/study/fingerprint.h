// SPDX-License-Identifier: Apache-2.0
// Everything that the histories of a study are a function of, as a digest: processes that work on one study compare it.
#pragma once

#include <string>

#include "coexist/study.h"

namespace coexist {

// `what`: the study, and what it plays beside its options.
std::string fingerprint_of(const Scenario& scenario, const StudyOptions& options, const std::string& what);

}  // namespace coexist
