// SPDX-License-Identifier: Apache-2.0
// Ranks by MPI.  The only file that knows it.
#include <mpi.h>

#include <algorithm>
#include <cstdlib>
#include <list>
#include <string>

#include "base/cores.h"
#include "engine/ranks.h"

namespace coexist {
namespace {

// MPI costs a tenth of a second to start and is of no use to a process alone.
bool is_one_of_several() {
  return std::ranges::any_of(std::initializer_list<const char*>{"OMPI_COMM_WORLD_SIZE", "PMI_RANK", "PMIX_RANK"},
      [](const char* name) { return std::getenv(name) != nullptr; });
}

// The cores of every rank on this machine, gathered; then this rank's share.
int threads_of_this_rank() {
  MPI_Comm machine = MPI_COMM_NULL;
  MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
  int here = 0;
  int size = 0;
  MPI_Comm_rank(machine, &here);
  MPI_Comm_size(machine, &size);
  const std::vector<int> mine = allowed_cores();
  const int count = static_cast<int>(mine.size());
  std::vector<int> counts(static_cast<std::size_t>(size));
  MPI_Allgather(&count, 1, MPI_INT, counts.data(), 1, MPI_INT, machine);
  std::vector<int> starts;
  int all = 0;
  for (const int of_one : counts) {
    starts.push_back(all);
    all += of_one;
  }
  std::vector<int> cores(static_cast<std::size_t>(all));
  MPI_Allgatherv(mine.data(), count, MPI_INT, cores.data(), counts.data(), starts.data(), MPI_INT, machine);
  MPI_Comm_free(&machine);
  std::vector<std::vector<int>> allowed;
  for (std::size_t process = 0; process < counts.size(); ++process)
    allowed.emplace_back(cores.begin() + starts[process], cores.begin() + starts[process] + counts[process]);
  return share_of_cores(allowed, static_cast<std::size_t>(here));
}

class MpiRanks final : public Ranks {
 public:
  MpiRanks() {
    int provided = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
    threads_ = threads_of_this_rank();
  }

  int rank() const override { return rank_; }
  int size() const override { return size_; }
  int threads() const override { return threads_; }

  void send(int to, Tag tag, std::vector<char> bytes) override {
    Sent& sent = under_way_.emplace_back(std::move(bytes));
    MPI_Isend(sent.bytes.data(), static_cast<int>(sent.bytes.size()), MPI_BYTE, to, static_cast<int>(tag), MPI_COMM_WORLD,
        &sent.request);
  }

  std::optional<Message> receive() override {
    std::erase_if(under_way_, [](Sent& sent) {
      int has_left = 0;
      MPI_Test(&sent.request, &has_left, MPI_STATUS_IGNORE);
      return has_left != 0;
    });
    int has_come = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &has_come, &status);
    if (has_come == 0) return std::nullopt;
    int size = 0;
    MPI_Get_count(&status, MPI_BYTE, &size);
    Message message{status.MPI_SOURCE, static_cast<Tag>(status.MPI_TAG), std::vector<char>(static_cast<std::size_t>(size))};
    MPI_Recv(message.bytes.data(), size, MPI_BYTE, message.from, status.MPI_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return message;
  }

  void finish() override {
    for (Sent& sent : under_way_) MPI_Wait(&sent.request, MPI_STATUS_IGNORE);
    under_way_.clear();
    MPI_Finalize();
  }

 private:
  struct Sent {
    explicit Sent(std::vector<char> what) : bytes(std::move(what)) {}
    std::vector<char> bytes;
    MPI_Request request = MPI_REQUEST_NULL;
  };
  int rank_ = 0, size_ = 1, threads_ = 1;
  std::list<Sent> under_way_;  // MPI reads them until they have left
};

}  // namespace

std::unique_ptr<Ranks> join_ranks() {
  if (!is_one_of_several()) return nullptr;
  return std::make_unique<MpiRanks>();
}

}  // namespace coexist
