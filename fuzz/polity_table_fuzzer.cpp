// SPDX-License-Identifier: Apache-2.0
// Polities from a table: the input is what a scenario says of the table, a line of three dashes, and the table.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "fuzzing.h"
#include "io/polity_tables.h"

using namespace coexist;
using namespace coexist::fuzzing;

namespace {

constexpr std::string_view parted = "\n---\n";
constexpr const char* table_name = "table.csv";

// A folder for the scenario and its table, gone when the process ends as it should.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("polity-table-" + std::to_string(getpid()))) {
    std::filesystem::create_directory(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  const std::string text(data, data + size);
  const std::size_t end = text.find(parted);
  if (end == std::string::npos) return 0;
  std::ofstream(folder.file(table_name), std::ios::binary) << text.substr(end + parted.size());
  const std::string said = "[scenario]\nstart = \"1953-01\"\n[systems]\nnames = [\"market\", \"soviet\"]\n[[polity]]\nfrom = \"" +
                           std::string(table_name) + "\"\n" + text.substr(0, end) + '\n';
  Problems problems("scenario.toml");
  try {
    std::optional<Node> tree = check_text(said, problems) ? parse_toml(said, problems) : std::nullopt;
    problems.throw_if_any();
    require(tree.has_value(), "what is no scenario has a problem");
    take_polity_tables(*tree, folder.file("scenario.toml"), problems);
    problems.throw_if_any();
    for (const Node& polity : tree->find("polity")->items) {
      const Node* const id = polity.kind == Node::Kind::table ? polity.find("id") : nullptr;
      require(!id || !polity.find("from"), "what is of the table is taken");
      require(!id || id->kind != Node::Kind::text || !id->text.empty() || text.find("id") != std::string::npos,
          "a polity of the table is called something");
    }
  } catch (const InputError& error) {
    require_fit_to_show(error);
  }
  return 0;
}
