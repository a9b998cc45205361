// SPDX-License-Identifier: Apache-2.0
// What the reader takes, and how it refuses the rest.
#include "coexist/scenario_file.h"

#include <gtest/gtest.h>

#include <cmath>

#include "io/sections.h"
#include "random/draws.h"
#include "scenario_text.h"

namespace coexist {
namespace {

using testing::flagship;
using testing::line_of;
using testing::listed;
using testing::problems_of;
using testing::with;

TEST(ScenarioReader, ReadsTheFlagship) {
  const Scenario scenario = read_scenario(flagship(), "cold-war-1953");
  EXPECT_EQ(scenario.name, "cold-war-1953");
  EXPECT_EQ(scenario.title, "The superpower rivalry, 1953 to 1964");
  EXPECT_EQ(scenario.months(), 144);  // twelve years of twelve months
  EXPECT_EQ(scenario.polities.size(), 24U);
  EXPECT_EQ(scenario.acts.size(), 8U);
  EXPECT_EQ(scenario.doctrines.size(), 10U);
  EXPECT_EQ(scenario.adoptions.size(), 5U);
  EXPECT_EQ(scenario.demonstrations.size(), 8U);
  EXPECT_EQ(scenario.incidents.size(), 5U);
  EXPECT_EQ(scenario.flashpoints.size(), 7U);
  EXPECT_EQ(scenario.history.size(), 7U);
  ASSERT_EQ(scenario.questions.size(), 2U);
  EXPECT_EQ(scenario.questions[1].id, "after-stalin-1953");
  EXPECT_EQ(scenario.questions[0].report_fear[1], Date::of(1964, 12));
  EXPECT_EQ(scenario.systems.distance[1][2], 0.6);
  EXPECT_EQ(scenario.revisionist.weights.public_, 1.0);
  EXPECT_EQ((scenario.belief.at({"RUS", "CHN"})), -1.0);
  EXPECT_EQ(scenario.warheads.stock.at("USA")[4], 3692);  // the end of 1956
  EXPECT_EQ(scenario.reach.at("RUS").at("ROM"), 0.8);
  EXPECT_EQ(scenario.growth_path.at("CHN")[8], -0.2);  // 1961
  EXPECT_EQ(scenario.polities[8].id, "HUN");
  EXPECT_EQ(scenario.polities[8].mu, 0.45);
  ASSERT_TRUE(scenario.flashpoints[5].only_if);
  EXPECT_EQ(scenario.flashpoints[5].only_if->system, "soviet");
  EXPECT_EQ(scenario.history[6].kind, DatedEvent::Kind::militancy);
  EXPECT_EQ(scenario.history[6].size, 0.9);
  EXPECT_EQ(scenario.text, flagship());
}

TEST(ScenarioReader, ReadsEveryBundledScenario) {
  ASSERT_FALSE(bundled_scenarios().empty());
  EXPECT_EQ(bundled_scenarios().front(), "cold-war-1953");
  for (const std::string& name : bundled_scenarios()) EXPECT_NO_THROW(load_scenario(name)) << name;
}

// A file without versions, without a title, and with one question that has no name.
TEST(ScenarioReader, ReadsTheShortForm) {
  std::string text = flagship();
  text = with(text, "schema = 1", "");
  text = with(text, "model = 3", "");
  text = with(text, "title = ", "# ");
  const std::size_t first = text.find("[[question]]");
  const std::size_t second = text.find("[[question]]", first + 1);
  text.erase(second, text.find("[systems]") - second);
  text = with(text, "[[question]]\nid = \"congress-1956\"", "[question]");
  const Scenario scenario = read_scenario(text, "short.toml");
  EXPECT_EQ(scenario.model, 2);
  EXPECT_EQ(scenario.title, "cold-war-1953");
  ASSERT_EQ(scenario.questions.size(), 1U);
  EXPECT_EQ(scenario.questions[0].id, "question");
}

TEST(ScenarioReader, NamesAScenarioAfterItsFile) {
  EXPECT_EQ(read_scenario(with(flagship(), "name = \"cold-war-1953\"", ""), "some/where/mine.toml").name, "mine");
}

// Of eight acts aid may be missing, but not where history has somebody give it.
TEST(ScenarioReader, AidIsAnActThatMayBeMissing) {
  const auto without_aid = [](std::string text) {
    const std::size_t at = text.find("[[act]]", text.find("acts/aid"));
    return text.erase(at, text.find("[[act]]", at + 1) - at);
  };
  EXPECT_EQ(read_scenario(without_aid(flagship()), "test.toml").acts.size(), 7U);
  const std::string given = with(flagship(), "act = \"subvert\"", "act = \"aid\"");
  EXPECT_EQ(read_scenario(given, "test.toml").incidents.size(), 5U);
  const std::vector<Problem> problems = problems_of(without_aid(given));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_TRUE(problems[0].message.contains("the act 'aid', which the scenario does not have")) << problems[0].message;
  EXPECT_TRUE(problems[0].remedy.contains("acts/aid")) << problems[0].remedy;
}

// Written over several lines, a paragraph all the same.
TEST(ScenarioReader, ReadsWhatToLookFor) {
  const std::string text =
      with(flagship(), "[scenario]", "[scenario]\nlook_for = \"\"\"\n  See\n\nwhat \t comes.\n\"\"\"\nmeant = [\"tau\"]");
  const Scenario scenario = read_scenario(text, "test.toml");
  EXPECT_EQ(scenario.look_for, "See what comes.");
  EXPECT_EQ(scenario.meant, std::vector<std::string>{"tau"});
}

TEST(ScenarioReader, ReadsParametersMechanismsOffAndFreeAdoption) {
  std::string text = with(flagship(), "schema = 1", "without = [\"movement\"]");
  text = with(text, "[movement]", "[parameters]\neta = 0.25\n[movement]");
  text = with(text, "doctrine = \"massive_retaliation\"", "choose = [\"massive_retaliation\", \"detente\"]\nbias = [0, -1.5]");
  const Scenario scenario = read_scenario(text, "test.toml");
  EXPECT_EQ(scenario.without, std::vector<std::string>{"movement"});
  EXPECT_EQ(scenario.parameters.at("eta"), 0.25);
  EXPECT_EQ(scenario.adoptions[1].doctrine, "");
  EXPECT_EQ(scenario.adoptions[1].choose, (std::vector<std::string>{"massive_retaliation", "detente"}));
  EXPECT_EQ(scenario.adoptions[1].bias, (std::vector<double>{0, -1.5}));
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

struct Refusal {
  std::string_view from, to;
  std::string_view at;       // the problem is on the line on which this first stands, once `from` is `to`
  std::string_view message;  // part of it
  std::string_view remedy = "";
  std::size_t problems = 1;
};

const Refusal refusals[] = {
    {"schema = 1 ", "schema = 2 ", "schema", "'schema' in the file is 2, expected a whole number from 1 to 1"},
    {"model = 3 ", "model = 4 ", "model =", "expected a whole number from 2 to 3"},
    {"act = \"subvert\"", "act = \"spy\"", "\"spy\"", "'act' in [[incident]] 'the U-2 over Sverdlovsk': unknown act 'spy'"},
    {"[[adoption]]", "[[act]]\nid = \"shout\"\nb = 1\n[[adoption]]", "id = \"shout\"", "unknown act 'shout'"},
    {"[[adoption]]", "[[incident]]\nactor = \"RUS\"\ntarget = \"USA\"\ndate = \"1958-01\"\nact = \"spy\"\n[[adoption]]",
        "act = \"spy\"", "'act' in [[incident]] 'RUS': unknown act 'spy'"},
    {"target = \"RUS\"\ndate = \"1960-05\"", "target = \"USA\"\ndate = \"1960-05\"", "target = \"USA\"\ndate = \"1960-05\"",
        "is the actor itself, expected another polity"},
    {"demo_rate = 0.1 ", "varies_with = \"detent\"\ndemo_rate = 0.1 ", "varies_with", "unknown doctrine 'detent'",
        "Did you mean 'detente'?"},
    {"audience = 0.2", "audience = 1.5", "audience = 1.5", "expected a number from 0 to 1"},
    {"target = \"USA\"\ndate = \"1955-05\"", "target = \"UKG\"\ndate = \"1955-05\"", "target = \"UKG\"",
        "is 'UKG', expected a principal: an agreement takes two that decide"},
    {"open = 0.64", "oepn = 0.64", "oepn", "unknown key 'oepn' in [[polity]] 'USA'", "Did you mean 'open'?"},
    {"[scenario]\n", "[scenario]\nmodel = 2\n", "model = 2\n", "unknown key 'model' in [scenario]",
        "'model' belongs to the head of the file, before its first table"},
    {"[movement]", "[movemnet]", "[movemnet]", "unknown key 'movemnet' in the file", "Did you mean 'movement'?"},
    {"salience = 1.0", "salience = true", "true", "is true, expected a number of at least 0"},
    {"Y = 389.0", "Y = 0.0", "Y = 0.0\nM = 49.6", "is 0, expected a number greater than 0"},
    {"M = 49.6", "M = -1", "M = -1", "expected a number greater than 0"},
    {"M_eq = 42.0", "M_eq = 1e13", "M_eq = 1e13", "expected a number of at most 1e+12"},
    {"sigma = 0.2", "sigma = 0.0", "sigma = 0.0", "expected a number greater than 0"},
    {"mu = 0.95", "mu = nan", "mu = nan", "which is not finite"},
    {"mu = 0.95", "mu = -inf", "mu = -inf", "which is not finite"},
    {"gain = 0.3", "gain = nan", "gain = nan", "'gain' in [stereotype.S.weights] is nan, which is not finite"},
    {"gain = 0.3", "gain = -0.3", "gain = -0.3", "expected a number of at least 0"},
    {", cost = 1.0 }", " }", "weights = ", "[stereotype.S.weights] lacks the key 'cost'", "a number of at least 0"},
    {"e = 0.7", "e = 1.5", "e = 1.5", "expected a number from -1 to 1"},
    {"demo_rate = 0.1 ", "demo_rate = 13 ", "demo_rate = 13", "expected a number from 0 to 12"},
    {"start = \"1953-01\"", "start = \"1953\"", "start = ", "expected a date as text, \"YYYY-MM\""},
    {"start = \"1953-01\"", "start = 1953-01-01", "start = ", "is a TOML date or time, expected a date as text"},
    {"end = \"1964-12\"", "end = \"1952-12\"", "end = ", "is 1952-12, before the start, 1953-01"},
    {"adopt = \"1956-02\"", "adopt = \"1966-02\"", "adopt = \"1966-02\"",
        "outside the scenario, expected a date from 1953-01 to 1964-12"},
    {"\"1954-01\"\n[[adoption]]", "\"1964-13\"\n[[adoption]]", "1964-13", "there is no month 13"},
    {"date = \"1955-05\"", "date = \"1945-05\"", "1945-05",
        "'date' in [[demonstration]] 'the Austrian State Treaty' is '1945-05', outside the scenario"},
    {"from = \"1955-09\"", "from = \"1964-09\"\n#", "1964-12\"\n[[flashpoint]]\nname = \"Cuba\"", "", "", 0},
    {"to = \"1964-12\"", "to = \"1952-12\"", "1952-12", "outside the scenario"},
    {"from = \"1954-01\"\nto = \"1964-12\"", "from = \"1954-02\"\nto = \"1954-01\"", "to = \"1954-01\"",
        "is 1954-01, before 'from', 1954-02"},
    {"doctrine = \"containment\"", "doctrine = \"containement\"", "containement", "unknown doctrine 'containement'",
        "Did you mean 'containment'?"},
    {"polity = \"CUB\"", "polity = \"KUB\"", "KUB", "unknown polity 'KUB'", "Did you mean 'CUB'?"},
    {"system = \"national\"", "system = \"nation\"", "\"nation\"", "unknown system 'nation'", "Did you mean 'national'?"},
    {"breaks = [\"non-interference\"]", "breaks = [\"noninterference\"]", "noninterference", "unknown principle",
        "Did you mean 'non-interference'?"},
    {"id = \"denounce\"", "id = \"denunce\"", "id = \"denunce\"", "unknown act 'denunce'", "Did you mean 'denounce'?", 2},
    {"[scenario]", "[scenario]\nmeant = [\"eat\"]", "eat", "unknown parameter 'eat'", "Did you mean 'eta'?"},
    {"[scenario]", "[scenario]\nlook_for = \"\"", "look_for", "'look_for' in [scenario] is an empty text"},
    {"schema = 1 ", "without = [\"movment\"]", "movment", "unknown mechanism 'movment'", "Did you mean 'movement'?"},
    {"[movement]", "[parameters]\nomega_c = 0.1\n[movement]", "omega_c", "unknown parameter 'omega_c'",
        "Did you mean 'omega_b'?"},
    {"[movement]", "[parameters]\nkappa_B = 12\n[movement]", "kappa_B",
        "parameter 'kappa_B' is 12, expected a number from 0 to less than 12"},
    {"kind = \"militancy\"", "kind = \"militance\"", "militance\"", "unknown kind of history", "Did you mean 'militancy'?"},
    {"value = 0.90", "size = 0.90", "size = 0.90", "unknown key 'size' in [[history]] 'CHN'", "", 2},
    {"USA_CHN = 1.8", "USA_CNH = 1.8", "USA_CNH", "unknown pair of principals", "Did you mean 'USA_CHN'?"},
    {"USA_CHN = 1.8", "USA_USA = 1.8", "USA_USA", "unknown pair of principals"},
    {"non_aligned = 0.30", "nonaligned = 0.30", "nonaligned", "unknown key", "Did you mean 'non_aligned'?"},
    {"sponsor = \"RUS\"", "sponsor = \"ITA\"", "sponsor", "unknown principal 'ITA'"},
    {"pole = [\"USA\", \"RUS\", \"\"]", "pole = [\"USA\", \"UKG\", \"\"]", "pole", "unknown principal 'UKG'"},
    {"id = \"GDR\"", "id = \"GFR\"", "id = \"GFR\"\nccode = 265", "polity 'GFR' stands twice, first in line", "Remove", 3},
    {"ccode = 365", "ccode = 2", "ccode = 2\nname = \"Soviet Union\"",
        "'ccode' in [[polity]] 'RUS' is 2, which is that of 'USA' too, expected one of its own", "Leave it out"},
    {"id = \"detente\"", "id = \"containment\"", "id = \"containment\"\nmilitancy = 0.35", "doctrine 'containment' stands twice"},
    {"id = \"trade\"", "id = \"normal\"", "id = \"normal\"\nb = 0.0", "act 'normal' stands twice", "", 2},
    {"name = \"Korea\"", "name = \"Berlin\"", "name = \"Berlin\"\nchallenger = \"PRK\"", "flashpoint 'Berlin' stands twice"},
    {"id = \"after-stalin-1953\"", "id = \"congress-1956\"",
        "id = \"congress-1956\"\nactor = \"RUS\"\ndoctrine = \"peaceful_coexistence\"\ninstead = \"two_camps\"\nadopt = "
        "\"1953-03\"",
        "question 'congress-1956' stands twice"},
    {"\"non-interference\", \"equality\"]", "\"equality\", \"equality\"]", "principles =", "principle 'equality' stands twice",
        "", 7},
    {"[\"USA\", \"RUS\", \"CHN\"]", "[\"USA\", \"RUS\", \"RUS\", \"CHN\"]", "principal_slots", "principal 'RUS' stands twice"},
    {"date = \"1961-03\"", "date = \"1954-01\"", "[[adoption]]\npolity = \"USA\"\ndoctrine = \"flexible",
        "adoption by 'USA in 1954-01' stands twice"},
    {"[0.4, 0.6, 0.0]]", "[0.4, 0.5, 0.0]]", "distance", "'distance' from 'national' to 'soviet' is 0.5, but 0.6 the other way"},
    {"[0.4, 0.6, 0.0]]", "[0.4, 0.6, 0.1]]", "distance", "is 0.1, expected 0"},
    {"[0.4, 0.6, 0.0]]", "[0.4, 0.6]]", "distance",
        "row 3 of 'distance' in [systems] has 2 entries, expected a list of 3 numbers"},
    {", [0.4, 0.6, 0.0]]", "]", "distance", "has 2 entries, expected 3, one for each system"},
    {"reported = [0.0, 0.015, 0.0]", "reported = [0.0]", "reported = [0.0]", "has 1 entry, expected 3"},
    {"far_weight = 0.4 ", "far_weight = 1.4 ", "far_weight", "expected a number from 0 to 1"},
    {"1963, 1964, 1965]", "1963, 1965, 1966]", "years = ", "goes from 1963 to 1965, expected years in a row"},
    {"years = [1952, 1953,", "years = [1953,", "years = ", "does not cover the scenario, expected 1952 to 1964", "", 11},
    {"UKG = [0.3, 0.3,", "UKG = [0.3,", "UKG = [0.3,", "has 13 entries, expected 14, one for each of 'years'"},
    {"UKG = [0.3, 0.3,", "UKG = [0.3, 1.3,", "UKG = [0.3, 1.3", "expected a number from 0 to 1"},
    {"FRN = [0.3, 0.3,", "#", "[warheads.survivable]", "lacks a row for 'FRN'"},
    {"first_year = 1953", "first_year = 1954", "first_year", "after the start of the scenario, expected at most 1953"},
    {"0.042, 0.056]", "0.042]", "USA = [0.045", "has 11 entries, expected 12, one a year from 1953 to 1964"},
    {"USA = { CUB = 1.0", "USA = { USA = 1.0", "USA = { USA", "names 'USA' itself"},
    {"USA = { CUB = 1.0", "USA = { CUB = 1.5", "USA = { CUB", "expected a number from 0 to 1"},
    {"CHN = { PRK", "PRK = { PRK", "PRK = { PRK", "unknown principal 'PRK'"},
    {"defender = \"USA\"", "defender = \"RUS\"", "defender = \"RUS\"", "is the challenger itself"},
    {"instead = \"two_camps\"", "instead = \"peaceful_coexistence\"", "instead", "is the doctrine in question itself"},
    {"actor = \"RUS\"", "actor = \"CHN\"", "actor = \"CHN\"", "does not lead a bloc of its own"},
    {"[\"USA\", \"RUS\", \"CHN\"]", "[\"USA\"]", "principal_slots", "names 1, expected at least two polities", "", 35},
    {"can_be_principal = true\n[[polity]]\nid = \"UKG\"", "[[polity]]\nid = \"UKG\"", "bloc = \"RUS\"\nY = 96.6",
        "is 'RUS', but 'CHN' is a principal", "can_be_principal = true"},
    {"prominence = 0.2", "prominence = 0.2\ncan_be_principal = true", "can_be_principal = true\n[[polity]]\nid = \"ROM\"",
        "is true, but 'ALB' is not among 'principal_slots'", "Add it there"},
    {"bloc = \"RUS\"\nY = 15.0", "bloc = \"CHN\"\nY = 15.0", "bloc = \"CHN\"\nY = 15.0", "which does not lead a bloc of its own"},
    {"bloc = \"USA\"", "bloc = \"\"", "bloc = \"\"", "is empty, but 'USA' is a principal", "Set bloc = \"USA\"", 10},
    {"date = \"1953-01\"                            # in force", "date = \"1953-02\"  #", "[[adoption]]",
        "principal 'CHN' has no doctrine at the start, 1953-01"},
    {"polity = \"CHN\"\ndoctrine", "polity = \"IND\"\ndoctrine", "polity = \"IND\"\ndoctrine", "unknown principal 'IND'", "", 2},
    {"doctrine = \"flexible_response\"", "choose = [\"detente\"]\nbias = [1, 2]", "bias = [1, 2]", "has 2 entries, expected 1"},
    {"doctrine = \"flexible_response\"", "choose = []", "choose = []", "is empty, expected at least one doctrine"},
    {"doctrine = \"flexible_response\"\n", "", "[[adoption]]\npolity = \"USA\"\ndate = \"1961-03\"", "lacks the key 'doctrine'",
        "or 'choose'"},
    {"id = \"HUN\"", "id = \"H_N\"", "id = \"H_N\"", "bytes of letters, digits and '-'", "", 3},
    {"name = \"Hungary\"", "name = \"a\\u001b[31mb\"", "name = \"a\\u", "is the text 'a\\x1b[31mb', expected a text"},
    {"name = \"Korea\"", "name = \"38.5\"", "name = \"38.5\"", "printable characters other than '.' and '\"'"},
    {"end = \"1964-12\"", "end = \"2064-12\"", "end = ", "makes the scenario 1344 months long, expected at most 600", "", 5},
    {"[systems]", "[systems", "[systems", "not valid TOML: "},
    {"schema = 1 ", "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = 1 ", "a.a.a", "a dotted key has more than 16 parts"},
    // toml++ 3.3 aborts over these.
    {"[[question]]", "[{question]]", "[{question", "not valid TOML: a table header without a name"},
    {"[[question]]", "[\n[question]]", "[\n[question", "not valid TOML: a table header without a name"},
};

TEST(ScenarioReader, RefusesWithPlaceAndRemedy) {
  for (const Refusal& refusal : refusals) {
    const std::string text = with(flagship(), refusal.from, refusal.to);
    const std::vector<Problem> problems = problems_of(text);
    SCOPED_TRACE(std::string(refusal.to) + "\n" + listed(problems));
    EXPECT_EQ(problems.size(), refusal.problems);
    if (refusal.problems == 0) continue;
    const int line = line_of(text, refusal.at);
    const bool found = std::ranges::any_of(problems, [&](const Problem& problem) {
      return problem.file == "test.toml" && problem.line == line && problem.message.contains(refusal.message) &&
             problem.remedy.contains(refusal.remedy);
    });
    EXPECT_TRUE(found) << "expected in line " << line << ": " << refusal.message << " / " << refusal.remedy;
  }
}

TEST(ScenarioReader, ReportsAllProblemsInTheOrderOfTheFile) {
  std::string text = flagship();
  text = with(text, "end = \"1964-12\"", "end = \"1964-12\"\nera = 3");
  text = with(text, "militancy = 0.3", "militancy = 3");
  text = with(text, "doctrine = \"two_camps\"\ndate", "doctrine = \"two-camps\"\ndate");
  text = with(text, "rival = 0.75", "rival = \"much\"");
  text = with(text, "open = 0.8", "open = nan");
  const std::vector<Override> overrides = {{"etta", "1"}, {"eta", "much"}};
  const std::vector<Problem> problems = problems_of(text, overrides);
  SCOPED_TRACE(listed(problems));
  ASSERT_EQ(problems.size(), 7U);
  EXPECT_TRUE(problems[0].message.contains("'era'"));
  EXPECT_TRUE(problems[1].message.contains("'militancy'"));
  EXPECT_TRUE(problems[2].message.contains("'two-camps'"));
  EXPECT_TRUE(problems[3].message.contains("'rival'"));
  EXPECT_TRUE(problems[4].message.contains("'open'"));
  EXPECT_EQ(problems[5].file, "--set etta");
  EXPECT_EQ(problems[6].file, "--set eta");
  for (std::size_t i = 1; i < 5; ++i) EXPECT_LT(problems[i - 1].line, problems[i].line);
}

TEST(ScenarioReader, ListsFiftyProblemsAndCountsTheRest) {
  std::string keys;
  for (int i = 0; i < 70; ++i) keys += "key" + std::to_string(i) + " = 1\n";
  const std::vector<Problem> problems = problems_of(with(flagship(), "schema = 1", keys + "schema = 1"));
  ASSERT_EQ(problems.size(), 51U);
  EXPECT_EQ(problems.back().message, "and 20 more problems");  // 70 - 50
  EXPECT_EQ(problems.back().line, 0);
}

TEST(ScenarioReader, RefusesMoreThanItsLimits) {
  std::string many;
  for (int i = 0; i < 257; ++i) many += "[[leader]]\npolity = \"RUS\"\nname = \"x\"\ndate = \"1955-03\"\n";
  EXPECT_TRUE(
      listed(problems_of(flagship() + many)).contains("'leader' in the file has 263 entries, expected at most 256"));  // 6 + 257
  const std::string long_name(65, 'x');
  EXPECT_TRUE(listed(problems_of(with(flagship(), "Hungary", long_name))).contains("a text of 1 to 64 bytes"));
  EXPECT_TRUE(problems_of(with(flagship(), "Hungary", long_name.substr(1))).empty());
}

// What a file says is quoted short and without anything that a terminal would obey.
TEST(ScenarioReader, MessagesCannotGarbleTheTerminal) {
  const std::string hostile = "doctrine = \"\\u001b]0;x\\u0007\\u202e" + std::string(5000, 'y') + "\"";
  const std::vector<Problem> problems = problems_of(with(flagship(), "doctrine = \"containment\"", hostile));
  ASSERT_EQ(problems.size(), 1U);
  const std::string said = describe(problems.front());
  EXPECT_LT(said.size(), 400U);
  EXPECT_TRUE(said.contains("\\x1b]0;x\\x07\\xe2\\x80\\xaeyyy"));
  EXPECT_TRUE(std::ranges::none_of(said, [](unsigned char c) { return c < 0x20 || c >= 0x7f; }));
}

TEST(ScenarioReader, RefusesWhatIsNoText) {
  EXPECT_TRUE(listed(problems_of("")).contains("is empty, expected a scenario"));
  EXPECT_TRUE(listed(problems_of("# nothing but this\n\n")).contains("is empty, expected a scenario"));
  EXPECT_TRUE(listed(problems_of(std::string("a = 1\n\0b", 8))).contains("test.toml:2: is not text: byte 7 of the file is zero"));
  EXPECT_TRUE(listed(problems_of("a = \"\xff\"")).contains("byte 6 of the file is not UTF-8"));
  EXPECT_TRUE(listed(problems_of("a = \"\xc0\xaf\"")).contains("byte 6 of the file is not UTF-8"));  // an overlong '/'
  EXPECT_EQ(problems_of(std::string(5U << 20, ' ')).size(), 1U);
}

TEST(ScenarioReader, RefusesTwoNamesOfOneHash) {
  const auto length = [](std::string_view name) { return static_cast<std::uint64_t>(name.size()); };
  const std::vector<std::string> names = {"polity:USA", "dyad:USA>RUS", "polity:RUS"};
  const auto both = names_sharing_hash(names, length);
  ASSERT_TRUE(both);
  EXPECT_EQ(both->first, "polity:USA");
  EXPECT_EQ(both->second, "polity:RUS");
  EXPECT_FALSE(names_sharing_hash(names, name_hash));
}

TEST(ScenarioReader, AddressesEveryPolityDyadPairAndFlashpoint) {
  const std::vector<std::string> names = addressed_names(read_scenario(flagship(), "cold-war-1953"));
  EXPECT_EQ(names.size(), 24U + 3 * 23 + 3 + 7);  // polities, 3 principals toward 23 others, pairs of 3, flashpoints
  EXPECT_TRUE(contains(names, "dyad:RUS>IND"));
  EXPECT_TRUE(contains(names, "pair:RUS|USA"));
  EXPECT_TRUE(contains(names, "flashpoint:Taiwan Strait"));
}

}  // namespace
}  // namespace coexist
