// SPDX-License-Identifier: Apache-2.0
// Claims judged, for machines (docs/interface.md).
#include <nlohmann/json.hpp>

#include "coexist/claims.h"
#include "coexist/version.h"

namespace coexist {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const std::optional<Interval>& interval) { return interval ? Json{interval->low, interval->high} : Json(nullptr); }
Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
template <class T> Json value_or_null(const std::optional<T>& value) { return value ? Json(*value) : Json(nullptr); }

const char* name_of(Contrast::Kind kind) {
  switch (kind) {
    case Contrast::Kind::none: break;
    case Contrast::Kind::without: return "without";
    case Contrast::Kind::drop: return "drop";
    case Contrast::Kind::set: return "set";
    case Contrast::Kind::question: return "question";
    case Contrast::Kind::part: return "part";
  }
  return "none";
}

Json json_of(const Finding& finding) {
  Json json = {{"name", finding.outcome}, {"unit", finding.unit}, {"kind", finding.kind},
      {"put_in", text_or_null(finding.put_in)}, {"with", finding.with}, {"without", finding.without},
      {"difference", finding.difference}, {"ci95", json_of(finding.ci95)}};
  if (finding.prior)
    json["prior"] = {{"scheme", finding.prior->scheme}, {"draws", finding.prior->draws}, {"q05", finding.prior->q05},
        {"q95", finding.prior->q95}, {"negative", finding.prior->negative}, {"positive", finding.prior->positive},
        {"verdict", finding.prior->verdict}};
  json["difference_off"] = value_or_null(finding.difference_off);
  json["ci95_off"] = json_of(finding.ci95_off);
  json["change"] = finding.change_ci95 ? Json(finding.change) : Json(nullptr);
  json["change_ci95"] = json_of(finding.change_ci95);
  Json dated = Json::array();
  for (const Finding::Dated& fewer : finding.dated)
    dated.push_back({{"dated", fewer.choice}, {"difference", fewer.difference}, {"ci95", json_of(fewer.ci95)}});
  json["dated"] = std::move(dated);
  Json ablations = Json::array();
  for (const Finding::Ablation& off : finding.ablations)
    ablations.push_back({{"without", off.mechanism}, {"difference", off.difference}, {"ci95", json_of(off.ci95)}});
  json["ablations"] = std::move(ablations);
  return json;
}

Json json_of(const RecordFact& fact) {
  return {{"text", fact.text}, {"value", value_or_null(fact.value)}, {"se", value_or_null(fact.standard_error)},
      {"unit", text_or_null(fact.unit)}, {"source", fact.source}};
}

Json json_of(const JudgedClaim& judged) {
  const Claim& claim = judged.claim;
  Json outcomes = Json::array();
  for (const Finding& finding : judged.findings) outcomes.push_back(json_of(finding));
  Json record = Json::array();
  for (const RecordFact& fact : claim.record) record.push_back(json_of(fact));
  Json contrast = nullptr;
  if (claim.contrast.kind != Contrast::Kind::none)
    contrast = {{"kind", name_of(claim.contrast.kind)}, {"names", claim.contrast.names}, {"text", in_words(claim.contrast)}};
  return {{"id", claim.id}, {"brief", claim.brief}, {"text", claim.text}, {"status", status_name(judged.judgement.status)},
      {"why", judged.judgement.why}, {"agrees", value_or_null(judged.judgement.agrees)},
      {"question", text_or_null(claim.question)}, {"mechanisms", claim.mechanisms},
      {"expected", claim.expected ? Json(direction_name(*claim.expected)) : Json(nullptr)},
      {"effect_of", claim.of_contrast ? "contrast" : "doctrine"}, {"contrast", std::move(contrast)},
      {"outcomes", std::move(outcomes)}, {"record", std::move(record)}, {"note", text_or_null(claim.note)},
      {"beyond", text_or_null(claim.beyond)}};
}

}  // namespace

std::string as_json(const ClaimsResult& result) {
  Json claims = Json::array();
  for (const JudgedClaim& judged : result.claims) claims.push_back(json_of(judged));
  const Json json = {{"coexist", version()}, {"model", result.model}, {"scenario", result.scenario}, {"source", result.source},
      {"claims_source", result.claims_source}, {"worlds", result.worlds}, {"draws", result.draws}, {"seed", result.seed},
      {"set", result.set}, {"dropped", result.dropped}, {"without", result.without}, {"dated", result.dated},
      {"claims", std::move(claims)}, {"seconds", result.seconds}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace coexist
