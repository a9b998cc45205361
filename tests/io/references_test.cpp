// SPDX-License-Identifier: Apache-2.0
// The list of literature: what it holds is whole, and every source that the model names is in it.
#include "coexist/references.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "coexist/catalogue.h"
#include "coexist/error.h"
#include "coexist/scenario_file.h"

namespace coexist {
namespace {

std::vector<std::string> keys_in(const std::string& source, const std::vector<Reference>& list = references()) {
  std::vector<std::string> keys;
  for (const Reference& one : named_in(source, list)) keys.push_back(one.key);
  return keys;
}

// Works by author and year in a source: "Kydd 2005", whatever stands around it.
std::vector<std::string> works_in(const std::string& source) {
  static const std::regex work("[A-Z][A-Za-z-]+ (18|19|20)[0-9]{2}\\b");
  static const std::regex date("(January|February|March|April|May|June|July|August|September|October|November|December) .*");
  std::vector<std::string> works;
  for (std::sregex_iterator at(source.begin(), source.end(), work), end; at != end; ++at)
    if (at->str() != "Hungary 1956" && !std::regex_match(at->str(), date)) works.push_back(at->str());  // an event, not a work
  return works;
}

void expect_all_found(const std::string& source, const std::string& where) {
  const std::vector<Reference> found = named_in(source, references());
  for (const std::string& work : works_in(source))
    EXPECT_TRUE(std::ranges::any_of(found,
        [&](const Reference& one) {
          return std::ranges::any_of(one.names, [&](const std::string& name) { return name.ends_with(work); });
        }))
        << where << ": " << work;
}

TEST(References, EverySourceOfAMechanismIsAmongThem) {
  std::set<std::string> all;
  for (const MechanismEntry& mechanism : catalogue().mechanisms) {
    std::vector<std::string> sources = {std::string(mechanism.source)};
    for (const Parameter& parameter : mechanism.parameters) sources.emplace_back(parameter.source);
    for (const std::string& source : sources) {
      expect_all_found(source, std::string(mechanism.name));
      for (std::string& key : keys_in(source)) all.insert(std::move(key));
    }
  }
  EXPECT_GT(all.size(), 12U);
}

TEST(References, EverySourceOfAScenarioIsAmongThem) {
  const std::vector<std::string> data = {"bolt2020", "norris2010", "singer1972", "teorell2019"};
  std::size_t named = 0;
  for (const std::string& name : bundled_scenarios()) {
    std::string text = bundled_text(name);
    for (const std::string& piece : library_pieces())
      if (text.find('"' + piece + '"') != std::string::npos) text += library_text(piece);
    // Of its remarks: elsewhere a name before a year is an event.
    std::string remarks;
    for (std::size_t at = text.find('#'); at != std::string::npos; at = text.find('#', at + 1))
      remarks += text.substr(at, text.find('\n', at) - at) + '\n';
    named += works_in(remarks).size();
    expect_all_found(remarks, name);
    const std::vector<std::string> found = keys_in(text);
    if (name.find("cold-war") == std::string::npos) continue;
    for (const std::string& key : data) EXPECT_EQ(std::ranges::count(found, key), 1) << name << ": " << key;
  }
  EXPECT_GT(named, 4U);
}

TEST(References, GoByTheirNamesInSources) {
  EXPECT_EQ(keys_in("judgement; costly signals (Kydd 2005)"), std::vector<std::string>{"kydd2005"});
  EXPECT_EQ(keys_in("Buera, Monge-Naranjo and Primiceri 2011"), std::vector<std::string>{"buera2011"});
  EXPECT_EQ(keys_in("Buera Monge-Naranjo and Primiceri 2011 (order of magnitude)"), std::vector<std::string>{"buera2011"});
  EXPECT_EQ(
      keys_in("Goldstein and Freeman 1990; Goldstein 1992"), (std::vector<std::string>{"goldstein1992", "goldsteinfreeman1990"}));
  EXPECT_EQ(keys_in("Grimm et al. 2020"), std::vector<std::string>{"grimm2020"});
  EXPECT_EQ(keys_in("Kydd 20051, McKydd 2005, judgement"), std::vector<std::string>{});
}

TEST(References, AreReadWhole) {
  const std::vector<Reference> list = read_references(
      "% a remark\n@book{a1,\n  author = {A, B. and C, D.},\n  title = {The {E} of\n    F},\n  year = {1900}\n}\n", "r.bib");
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].type, "book");
  EXPECT_EQ(list[0].names, std::vector<std::string>{"A and C 1900"});
  EXPECT_EQ(*list[0].field("title"), "The {E} of F");
  EXPECT_TRUE(list[0].text.starts_with("@book{a1,") && list[0].text.ends_with("}\n}\n")) << list[0].text;
}

TEST(References, MistakesAreSaidAtOnce) {
  const std::string text =
      "@book{a,\n  title = {T},\n  year = {}\n}\n@book{a,\n  author = {A},\n  author = {B},\n  title = {T},\n  year = {1900}\n}\n"
      "@book{a,\n  author = {A},\n  title = {T},\n  year = {1900}\n}\n@book{b,\n  title = {T {\n}\n\n@book{c, title = T}\n@{d}\n";
  try {
    static_cast<void>(read_references(text, "r.bib"));
    FAIL() << "nothing was found wrong";
  } catch (const InputError& error) {
    std::string all;
    for (const Problem& problem : error.problems()) all += describe(problem) + '\n';
    for (const char* part : {"lacks the field 'author'", "'year' in the entry 'a' is empty", "'author' stands twice",
             "'a' stands twice", "never closed", "not in braces", "begins no entry", "r.bib:1"})
      EXPECT_NE(all.find(part), std::string::npos) << part << " in\n" << all;
  }
}

}  // namespace
}  // namespace coexist
