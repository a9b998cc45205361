// SPDX-License-Identifier: Apache-2.0
// The verbs and options there are.  Parser and help both read these tables.
#include <array>

#include "command_line.h"

namespace coexist::command {
namespace {

constexpr std::array verb_table = {
    VerbInfo{ask, "ask", "SCENARIO", "what difference did a doctrine make?",
        "Plays twin histories with and without the doctrine under the same luck, and says what differed and how sure that is.\n"
        "\n"
        "Examples:\n"
        "  coexist ask cold-war-1953\n"
        "  coexist ask cold-war-1953 --question after-stalin-1953 --all\n"
        "  coexist ask cold-war-1953 --instead example_only --worlds 2000\n"
        "  coexist ask cold-war-1953 --against two_camps,example_only\n"
        "  coexist ask cold-war-1953 --adopt 1953-03,1956-02,1959-09\n"
        "  coexist ask cold-war-1953 --set eta=0.2 --without example --json\n"
        "  coexist ask cold-war-1953 --report page.html\n"
        "  coexist ask my.toml --outcomes histories.csv\n"
        "  coexist ask cold-war-1953 --worlds 1000000 --store war.db --resume\n"},
    VerbInfo{run, "run", "SCENARIO", "many histories of one arm, or one month by month",
        "Plays one arm of the question: the world with the doctrine, or the world without it.\n"
        "\n"
        "Examples:\n"
        "  coexist run cold-war-1953 --arm without\n"
        "  coexist run cold-war-1953 --series 'H[USA,RUS]' 'M[USA]' --worlds 1000\n"
        "  coexist run cold-war-1953 --world 17 --series 'p[USA,RUS]' --json\n"},
    VerbInfo{story, "story", "SCENARIO", "one history, told month by month, alone or beside its twin",
        "Tells one history from its events.  With --twin beside its counterfactual twin: what both share once, what differs for "
        "each, and every draw that parted them, with the chance on either side of it.\n"
        "\n"
        "Examples:\n"
        "  coexist story cold-war-1953 --twin\n"
        "  coexist story cold-war-1953 --world 17 --arm without\n"
        "  coexist story cold-war-1953 --find 'split of China' --twin\n"},
    VerbInfo{check, "check", "FILE...", "is a scenario valid? every error with its place",
        "Reads scenarios and reports everything that is wrong with them: file, line, column, what was found, what was "
        "expected, and the nearest known name.  Exit code 2 where any of them has a problem.  Warnings, of what is valid and "
        "hardly meant, change no exit code.\n"
        "\n"
        "Example:\n"
        "  coexist check my.toml other.toml\n"},
    VerbInfo{list, "list", "[ROOM]", "what there is",
        "ROOM: scenarios, library (pieces that a scenario can `use`), doctrines, acts, mechanisms, parameters, outcomes, columns "
        "(what --series takes).\n"
        "Doctrines and acts are those of the first bundled scenario.\n"
        "\n"
        "Examples:\n"
        "  coexist list\n"
        "  coexist list parameters\n"
        "  coexist list outcomes --json\n"},
    VerbInfo{show, "show", "NAME|STORE", "one of those: meaning, unit, default, source; or a stored answer",
        "A scenario, or a piece of the library, is printed as the TOML text it is, to be copied and changed; of a file that "
        "--store wrote, its answer, "
        "without playing anything.\n"
        "\n"
        "Examples:\n"
        "  coexist show eta\n"
        "  coexist show act.aid.b\n"
        "  coexist show fear_of_revolution\n"
        "  coexist show cold-war-1953 > my.toml\n"
        "  coexist show acts/standard\n"
        "  coexist show war.db --all\n"},
    VerbInfo{begin, "new", "NAME", "a scenario of your own, to edit",
        "Writes NAME.toml, a copy of a bundled scenario with words on what to change.  A file that exists stays as it is.\n"
        "\n"
        "Examples:\n"
        "  coexist new my-rivalry\n"
        "  coexist new my-cold-war --from cold-war-1953\n"},
    VerbInfo{schema, "schema", "", "for editors: the JSON Schema of scenario files",
        "With it an editor completes and checks keys: name the file in the first line of a scenario, as Taplo reads it.\n"
        "\n"
        "Example:\n"
        "  coexist schema > scenario.schema.json    # and in the scenario: #:schema ./scenario.schema.json\n"},
    VerbInfo{export_run, "export", "STORE", "a stored run as tables or arrays, for R, Stata and Python",
        "csv: a folder of tidy tables (history, arm, outcome, value; of traced histories also directed dyad-years with COW "
        "codes).  parquet: the same with types, where DuckDB's library is.  netcdf: one file of arrays with names, units and "
        "dates, as xarray opens it.\n"
        "\n"
        "Examples:\n"
        "  coexist export war.db --format csv --output tables\n"
        "  coexist export war.db --output tables --columns H p\n"
        "  coexist export war.db --format netcdf --output war.nc\n"},
    VerbInfo{bench, "bench", "", "how fast is this machine, and how fast could it be?",
        "Plays the flagship scenario again and again, on one core and on all, and measures beside it what a core could do at "
        "best.  "
        "Takes half a minute and all cores; best on a machine that does nothing else.\n"
        "\n"
        "Examples:\n"
        "  coexist bench\n"
        "  coexist bench --json --repeats 25\n"},
    VerbInfo{claims, "claims", "[SCENARIO]", "what is commonly said of a doctrine, claim by claim, judged",
        "Asks what each claim needs, with and without the mechanism that is said to carry it, and sets a status by rule: input, "
        "found, undetermined or contested.  Without a SCENARIO, the flagship; 5000 histories a question unless --worlds says "
        "otherwise, which takes about a minute on two cores.\n"
        "\n"
        "Examples:\n"
        "  coexist claims\n"
        "  coexist claims cold-war-1953 --all --worlds 2000\n"
        "  coexist claims my.toml --claims my-claims.toml --json\n"},
    VerbInfo{validate, "validate", "SCENARIO", "the record beside the model, fact by fact: inside or outside",
        "Plays the world with the doctrine, as history had it, and holds summary numbers of the record beside it: could the "
        "record "
        "be one of the model's histories?  2000 histories unless --worlds says otherwise.\n"
        "\n"
        "Examples:\n"
        "  coexist validate cold-war-1953\n"
        "  coexist validate cold-war-1953 --all --without belief\n"
        "  coexist validate my.toml --facts my-facts.toml --strict\n"},
    VerbInfo{cite, "cite", "[NAME...]", "the literature behind something, as BibTeX",
        "NAME: a mechanism, a parameter, an act, a scenario, or a key of the list itself; without one, how to cite the program.  "
        "--all: "
        "everything there is.\n"
        "\n"
        "Examples:\n"
        "  coexist cite\n"
        "  coexist cite belief\n"
        "  coexist cite cold-war-1953 > references.bib\n"},
};

using enum OptionInfo::Times;
constexpr unsigned study = ask | run;
constexpr unsigned any = study | story;
constexpr unsigned asking = any | claims | validate;
constexpr const char* question_group = "The question";
constexpr const char* change_group = "What is changed";
constexpr const char* run_group = "The run";
constexpr const char* output_group = "What comes out";

constexpr std::array option_table = {
    OptionInfo{"question", "ID", any | validate, once, question_group, "a question of the scenario (default: its first)", true},
    OptionInfo{"actor", "P", any, once, question_group, "who takes up the doctrine", true},
    OptionInfo{"about", "D", any, once, question_group, "the doctrine asked about", true},
    OptionInfo{"instead", "D", any, once, question_group, "the doctrine of the world without it", true},
    OptionInfo{"against", "D1,D2,...", ask, once, question_group, "instead of each of these: one table"},
    OptionInfo{
        "adopt", "YYYY-MM", any, once, question_group, "when it is taken up; of ask also several, D1,D2,...: one table", true},
    OptionInfo{"until", "YYYY-MM", any, once, question_group, "horizon (default: the scenario's end)", true},
    OptionInfo{"arm", "with|without", run | story, once, question_group,
        "the world with the doctrine, or without it (default: with)", true},
    OptionInfo{"claims", "FILE", claims, once, question_group, "claims of your own, as docs/claims.md describes them"},
    OptionInfo{"facts", "FILE", validate, once, question_group, "facts of your own, as docs/facts.md describes them"},
    OptionInfo{"set", "NAME=VALUE", asking, repeatable, change_group,
        "a parameter, or any number of the scenario by its path, as doctrine.two_camps.fund=0.3", true},
    OptionInfo{"without", "MECHANISM", asking, repeatable, change_group, "a mechanism off", true},
    OptionInfo{"drop", "KIND:DATE", asking, repeatable, change_group,
        "a dated event left out, as demonstration:1959-09; ask says what it does alone", true},
    OptionInfo{"dated", "all|pre-adoption|none", asking, once, change_group,
        "dated demonstrations and incidents: all, those before the doctrine is taken up, or none (default: all)", true},
    OptionInfo{"worlds", "N", study | claims | validate, once, run_group,
        "histories an arm (default: 20000; of claims: 5000; of validate: 2000)"},
    OptionInfo{"seed", "S", asking, once, run_group, "seed of all luck (default: 1)"},
    OptionInfo{"prior", "D", ask | claims, once, run_group,
        "draws of all judged numbers from their priors; 0: none (default: one for 100 histories, at most 200)"},
    OptionInfo{"draw", "D", run, once, run_group, "under draw D, from 0, of all judged numbers from their priors", true},
    OptionInfo{"prior-scheme", "independent|common", study | claims, once, run_group,
        "how weights vary under the priors: each on its own, or together (default: independent)"},
    OptionInfo{"attribute", "[principles]", ask, once, run_group,
        "which part of the doctrine did it? about 12 times the work; principles: and which principle? some 200 times"},
    OptionInfo{"channels", "", ask, once, run_group,
        "which way did it go: belief, fear, arms, publics, example, alliance? 3.5 times the work"},
    OptionInfo{"engine", "batch|reference", asking, once, run_group, "fast, or slow and in double precision (default: batch)"},
    OptionInfo{"threads", "N", asking | bench, once, run_group, "default: all of the machine; no influence on results"},
    OptionInfo{"batch", "N", study, once, run_group, "histories a thread takes at a time; no influence on results"},
    OptionInfo{"repeats", "N", bench, once, run_group, "how often everything is measured (default: 9)"},
    OptionInfo{"quick", "", bench, once, run_group, "fewer and shorter measurements: a trial"},
    OptionInfo{"markdown", "", claims, once, output_group, "a page, as docs/importance.md"},
    OptionInfo{"strict", "", validate, once, output_group, "exit code 1 where a fact is outside"},
    OptionInfo{"series", "NAME[A]", run, several, output_group,
        "a column, monthly: mean and quantiles, as H[USA,RUS]; several in a row"},
    OptionInfo{"world", "N", run, once, output_group, "history N alone, in full precision"},
    OptionInfo{"world", "N", story, once, output_group, "history N (default: 0)"},
    OptionInfo{"twin", "", story, once, output_group, "beside its twin, from the first day they part"},
    OptionInfo{"find", "TEXT", story, once, output_group,
        "a typical history with the event, as 'split of China' or 'superpower war'; an early and a late one are named"},
    OptionInfo{"worlds", "N", story, once, output_group, "histories that --find looks through (default: 1000)"},
    OptionInfo{"outcomes", "FILE.csv", study, once, output_group, "every outcome of every history and arm, in full precision"},
    OptionInfo{"events", "FILE.csv", study, once, output_group, "what happened in every history and arm, one row an event"},
    OptionInfo{"report", "FILE.html", ask, once, output_group,
        "a page for a browser: the answer, charts, map, which part of the doctrine did it"},
    OptionInfo{"store", "FILE", study, once, output_group, "keep the run: what was asked, every outcome, the answer"},
    OptionInfo{"resume", "", study, once, output_group, "go on with the run in FILE, or begin it; more --worlds extend it"},
    OptionInfo{"trace", "N", study, once, output_group, "keep the first N histories whole, with events and monthly columns"},
    OptionInfo{"format", "csv|parquet|netcdf", export_run, once, output_group, "tables or arrays (default: csv)"},
    OptionInfo{"columns", "NAME", export_run, several, output_group,
        "columns of traced histories in tables; all (default: those of the state)"},
    OptionInfo{"output", "PATH", export_run, once, output_group, "the folder of tables, or the file of arrays"},
    OptionInfo{"force", "", study | export_run | begin, once, output_group, "overwrite files that exist"},
    OptionInfo{"from", "SCENARIO", begin, once, output_group, "the bundled scenario to copy (default: two-rivals)"},
    OptionInfo{"all", "", study | show | claims | validate | cite, once, output_group,
        "every outcome in the terminal; every claim, fact or source at length"},
    OptionInfo{"json", "", asking | list | show | bench, once, output_group, "for programs: JSON in full precision"},
    OptionInfo{"quiet", "", asking | bench, once, output_group, "no progress on standard error"},
};

}  // namespace

std::span<const VerbInfo> verbs() { return verb_table; }
std::span<const OptionInfo> options() { return option_table; }

}  // namespace coexist::command
