// SPDX-License-Identifier: Apache-2.0
// Claims judged, as a page in Markdown: docs/importance.md is one.
#include "coexist/claims.h"
#include "coexist/version.h"
#include "report/claims_numbers.h"
#include "report/layout.h"

namespace coexist {
namespace {

constexpr std::size_t width = 128;

// What Markdown would take for its own.
std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '|' || c == '<' || c == '*' || c == '_' || c == '`' || c == '[') safe += '\\';
    safe += c;
  }
  return safe;
}

std::string block(const std::string& text, const std::string& before = {}) {
  std::string lines;
  std::string head = before;
  for (const std::string& line : wrapped(text, width - before.size())) {
    lines += head + line + '\n';
    // A list goes on indented, a quotation with its mark.
    if (before == "- ") head = "  ";
  }
  return lines;
}

std::string row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += ' ' + cell + " |";
  return line + '\n';
}

std::string ids_with(const ClaimsResult& result, ClaimStatus status) {
  std::string ids;
  for (const JudgedClaim& judged : result.claims)
    if (judged.judgement.status == status) ids += (ids.empty() ? "" : ", ") + judged.claim.id;
  return ids;
}

std::string in_short(const ClaimsResult& result) {
  std::string text = "## In short\n\n";
  for (const ClaimStatus status : claim_statuses)
    if (const std::string ids = ids_with(result, status); !ids.empty())
      text += block("**" + capitalised(status_name(status)) + "** (" + status_meaning(status) + "): " + ids + '.', "- ");
  text += '\n' + row({"", "claim", "status", "outcome", "difference", "under the priors", "contrast"}) +
          row({"---", "---", "---", "---", "---", "---", "---"});
  for (const JudgedClaim& judged : result.claims) {
    std::vector<std::string> cells = {judged.claim.id, escaped(judged.claim.brief), status_shown(judged.judgement)};
    if (!judged.findings.empty()) {
      const ShownFinding shown = shown_finding(judged.findings.front());
      cells.insert(cells.end(), {escaped(shown.label), shown.difference, shown.range, shown.contrast});
    } else {
      cells.resize(7);
    }
    text += row(cells);
  }
  return text + '\n' +
         block(
             "Difference: of the claim's first outcome at the default numbers, \u00b1 its 95 % simulation error where it shows; "
             "chances and "
             "shares "
             "in points of a hundred. Under the priors: from the 5th to the 95th of a hundred differences when every judged "
             "number is "
             "drawn anew. Contrast: the same difference with the mechanism off that is said to carry it, or whatever else each "
             "claim "
             "below names. What `input`, `found`, `undetermined` and `contested` mean, rule by rule: [claims.md](claims.md).");
}

std::string with_fewer_dated(const ClaimsResult& result) {
  std::string text = "\n## With fewer dated acts\n\n" + block(dated_explained) + '\n';
  text += row({"", "claim", "outcome", "all", "pre-adoption", "none"}) + row({"---", "---", "---", "---", "---", "---"});
  for (const JudgedClaim& judged : result.claims) {
    if (judged.findings.empty() || judged.findings.front().dated.empty()) continue;
    const ShownFinding shown = shown_finding(judged.findings.front());
    text += row(
        {judged.claim.id, escaped(judged.claim.brief), escaped(shown.label), shown.difference, shown.dated[0], shown.dated[1]});
  }
  return text;
}

std::string at_length(const JudgedClaim& judged) {
  const Claim& claim = judged.claim;
  std::string text =
      "\n### " + claim.id + ". " + escaped(capitalised(claim.brief)) + ": " + status_shown(judged.judgement) + "\n\n";
  text += block(escaped(claim.text), "> ") + '\n' + block(escaped(judged.judgement.why));
  if (!judged.findings.empty()) {
    const bool both = !claim.of_contrast && claim.contrast.kind != Contrast::Kind::none;
    std::vector<std::string> head = {"outcome", claim.of_contrast ? "as it is" : "with",
        claim.of_contrast ? "changed" : "without", "difference", "under the priors"};
    if (both) head.emplace_back("contrast");
    text += '\n' + row(head) + row(std::vector<std::string>(head.size(), "---"));
    for (const Finding& finding : judged.findings) {
      const ShownFinding shown = shown_finding(finding);
      std::vector<std::string> cells = {escaped(shown.label), shown.with, shown.without, shown.difference, shown.range};
      if (both) cells.push_back(shown.contrast);
      text += row(cells);
    }
    if (claim.contrast.kind != Contrast::Kind::none) text += '\n' + block(escaped(contrast_explained(claim)));
  }
  std::string remarks;
  for (const std::string& line : ablations_in_words(judged.findings)) remarks += block(escaped(line), "- ");
  for (const RecordFact& fact : claim.record) remarks += block("Record: " + escaped(fact_in_words(fact)), "- ");
  if (!claim.note.empty()) remarks += block("Note: " + escaped(claim.note), "- ");
  if (!claim.beyond.empty()) remarks += block("Not judged: " + escaped(claim.beyond) + '.', "- ");
  return text + (remarks.empty() ? "" : '\n' + remarks);
}

}  // namespace

std::string as_markdown(const ClaimsResult& result, const std::string& command) {
  std::string text = "# " + escaped(result.title) + "\n\n";
  text += block("Made by `" + command + "` with coexist " + std::string(version()) + ", model version " +
                std::to_string(result.model) + "; not to be edited. " + escaped(claims_basis(result)));
  for (const std::string& paragraph : result.about) text += '\n' + block(escaped(paragraph));
  text += '\n' + in_short(result);
  if (shows_dated(result)) text += with_fewer_dated(result);
  text += "\n## Claim by claim\n";
  for (const JudgedClaim& judged : result.claims) text += at_length(judged);
  return text;
}

}  // namespace coexist
