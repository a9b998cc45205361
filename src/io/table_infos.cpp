// SPDX-License-Identifier: Apache-2.0
// The codebook of exported tables.
#include <array>

#include "io/tables.h"

namespace coexist {
namespace {

using enum CellType;

constexpr TableColumn history{"history", integer, "number of the history, from 0; the same number is the same luck in both arms"};
constexpr TableColumn arm{"arm", text, "with or without the doctrine; of an attribution also the parts that are in place"};
constexpr TableColumn month{"month", text, "month, as YYYY-MM"};

constexpr std::array asked = {
    TableColumn{"name", text, "what was asked, or noted"}, TableColumn{"value", text, "its value, as text"}};
constexpr std::array about_tables = {TableColumn{"table", text, "name of the table"},
    TableColumn{"row", text, "what one row of the table is"}, TableColumn{"column", text, "name of the column"},
    TableColumn{"type", text, "text, integer or number (double precision)"}, TableColumn{"meaning", text, "what stands in it"}};
constexpr std::array about_outcomes = {TableColumn{"outcome", text, "name of the outcome"}, TableColumn{"unit", text, "its unit"},
    TableColumn{"kind", text, "conduct (the actor's own acts), response (what others did, believed or felt) or joint"},
    TableColumn{"meaning", text, "what it measures"}};
constexpr std::array about_columns = {TableColumn{"column", text, "name of the column of a traced history"},
    TableColumn{"index", text, "what its cells are named by; empty: it has one"}, TableColumn{"unit", text, "its unit"},
    TableColumn{"meaning", text, "what it measures"}};
constexpr std::array outcomes = {
    history, arm, TableColumn{"outcome", text, "name of the outcome"}, TableColumn{"value", number, "its value, in its unit"}};
constexpr std::array monthly = {arm, TableColumn{"series", text, "column and cell, as H[USA,RUS]"}, month,
    TableColumn{"histories", integer, "histories that the three are over: the first so many"},
    TableColumn{"mean", number, "mean over them"}, TableColumn{"q05", number, "5 % quantile over them"},
    TableColumn{"q95", number, "95 % quantile over them"}};
constexpr std::array draws = {TableColumn{"draw", integer, "number of the draw from the priors, from 0"},
    TableColumn{"histories", integer, "histories an arm under the draw"},
    TableColumn{"marked", integer, "pairs of them left out because one went wrong"},
    TableColumn{"outcome", text, "name of the outcome"},
    TableColumn{"difference", number, "mean paired difference, with less without; empty where no pair counts"},
    TableColumn{"standard_error", number, "its standard error; empty below two pairs"}};
constexpr std::array series = {history, arm, month, TableColumn{"series", text, "column and cell, as H[USA,RUS]"},
    TableColumn{"value", number, "its value; after the end of a history the last one"}};
constexpr std::array events = {history, arm, TableColumn{"date", text, "month, as YYYY-MM"},
    TableColumn{"kind", text, "what happened: threat, crisis, overthrow, ..."},
    TableColumn{"actor", text, "who did it, or whom it befell"}, TableColumn{"target", text, "toward whom; empty: nobody"},
    TableColumn{"place", text, "of a crisis: its flashpoint, threat or accident; of a dated demonstration: its name"},
    TableColumn{"result", text, "doctrine adopted, system brought, bloc joined, or how it ended"},
    TableColumn{"number", number, "of a crisis its rung, of unrest the share added; else empty"}};
constexpr std::array dyad_years = {TableColumn{"ccode1", integer, "Correlates of War code of state1; empty: none given"},
    TableColumn{"ccode2", integer, "Correlates of War code of state2; empty: none given"}, TableColumn{"year", integer, "year"},
    history, arm, TableColumn{"state1", text, "a principal"}, TableColumn{"state2", text, "any other polity"},
    TableColumn{"hostility", number, "mean hostility of state1 toward state2 over the months lived"},
    TableColumn{"act", number, "mean intensity of its acts toward it, -1 to 1"},
    TableColumn{"demonstrations", integer, "demonstrations of state1 toward state2"},
    TableColumn{"subversions", integer, "acts of subversion against it"}, TableColumn{"threats", integer, "threats against it"},
    TableColumn{"interventions", integer, "interventions in it"},
    TableColumn{"crises", integer, "crises between the two, whoever began"},
    TableColumn{"highest_rung", number, "highest rung of these; 0: none"}};
constexpr std::array columns = {history, arm, month, TableColumn{"column", text, "name of the column; about_columns"},
    TableColumn{"cell", text, "whose: names joined by a comma; empty where the column has one cell"},
    TableColumn{"value", number, "its value at the end of the month, in its unit"}};

constexpr std::array infos = {TableInfo{"asked", "an entry of what was asked", asked},
    TableInfo{"about_tables", "a column of a table", about_tables}, TableInfo{"about_outcomes", "an outcome", about_outcomes},
    TableInfo{"outcomes", "an outcome of a history in an arm", outcomes},
    TableInfo{"monthly", "a month of a series in an arm", monthly},
    TableInfo{"series", "a month of a followed column in a history and arm", series},
    TableInfo{"draws", "an outcome under a draw from the priors", draws},
    TableInfo{"events", "an event of a traced history in an arm", events},
    TableInfo{"dyad_years", "a directed dyad in a year of a traced history in an arm", dyad_years},
    TableInfo{"about_columns", "a column of traced histories", about_columns},
    TableInfo{"columns", "a month of a cell of a column in a traced history and arm", columns}};

}  // namespace

std::span<const TableInfo> table_infos() { return infos; }

}  // namespace coexist
