// SPDX-License-Identifier: Apache-2.0
// A run over several processes, which mpirun or srun starts on one machine or many: `mpirun -n 4 program`.
//
// A program that makes a JoinedRun at its start does the same in every process; ask() and run() share the work.  Only the process that
// leads gets answers, calls of on_history, on_event and progress, and has anything to say; in the others ask() and run() return when
// the one that leads has come to its end, with an answer that is empty and marked as stopped.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace coexist {

class Ranks;

class JoinedRun {
 public:
  // Joins the other processes; where this one was started alone, does nothing and costs nothing.  Throws RunError, with a message in one
  // of the processes, where there are others and the library was built without MPI.  One a program, made in its main thread, which is
  // also to call ask() and run().
  JoinedRun();
  ~JoinedRun();
  JoinedRun(const JoinedRun&) = delete;
  JoinedRun& operator=(const JoinedRun&) = delete;

  bool is_alone() const { return ranks_ == nullptr; }
  bool leads() const;

  // To be called last in every process.  A process that does not lead says why, where it has failed; the one that leads then fails with
  // that.  Returns the processes that do not answer any more, "rank 2 on node7", to the one that leads; then it should end the program
  // by std::_Exit.  `is_urgent`: half a second is all there is.
  std::vector<std::string> leave(const std::string& failure, bool is_urgent);

 private:
  std::unique_ptr<Ranks> ranks_;
};

}  // namespace coexist
