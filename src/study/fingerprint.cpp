// SPDX-License-Identifier: Apache-2.0
#include "study/fingerprint.h"

#include <xxhash.h>

#include "coexist/scenario_file.h"
#include "coexist/version.h"

namespace coexist {

std::string fingerprint_of(const Scenario& scenario, const StudyOptions& options, const std::string& what) {
  std::string all;
  const auto add = [&](const std::string& text) { all += std::to_string(text.size()) + ':' + text + '\n'; };
  const auto add_all = [&](const std::vector<std::string>& texts) {
    all += std::to_string(texts.size()) + '\n';
    for (const std::string& text : texts) add(text);
  };
  add(what);
  add(std::string(version()) + ' ' + std::to_string(scenario.model));
  add(write_scenario(scenario));
  add(options.question);
  add(options.dated);
  for (const auto& word : {options.actor, options.about, options.instead, options.adopt, options.until}) add(word.value_or(""));
  for (const auto& words : {options.drop, options.without, options.series}) add_all(words);
  for (const auto& [path, value] : scenario.overridden) add(path + '=' + value);
  add(std::to_string(options.seed) + ' ' + std::to_string(static_cast<int>(options.engine)) + ' ' +
      std::to_string(static_cast<int>(options.prior_scheme)) + ' ' + std::to_string(static_cast<int>(options.attribute)) + ' ' +
      std::to_string(static_cast<int>(options.attribute_principles)) + ' ' + std::to_string(static_cast<int>(options.channels)) +
      ' ' + std::to_string(static_cast<int>(static_cast<bool>(options.on_event))) + ' ' +
      (options.draw ? std::to_string(*options.draw) : "no draw"));
  const XXH128_hash_t hash = XXH3_128bits(all.data(), all.size());
  return std::to_string(hash.high64) + ' ' + std::to_string(hash.low64);
}

}  // namespace coexist
