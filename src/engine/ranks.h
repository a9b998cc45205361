// SPDX-License-Identifier: Apache-2.0
// The processes of one run, which MPI calls ranks, and the messages between them.  Rank 0 leads; what is said is in helpers.h.
//
// One thread of a process, the one that joined, sends and receives.  There are two implementations, of which the build takes one:
// ranks_mpi.cpp, and ranks_single.cpp for a build without MPI.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>
#include <type_traits>
#include <vector>

#include "base/check.h"

namespace coexist {

enum class Tag : int {
  hello = 1,    // helper: ready, with so many threads
  unit,         // leader: to be played
  result,       // helper: a unit played
  failed,       // helper: why it cannot go on
  interrupted,  // helper: it was sent a signal
  done,         // leader: the study is over
  bye,          // leader: the run is over; its last message
  gone          // helper: its last message
};

struct Message {
  int from = 0;
  Tag tag = Tag::hello;
  std::vector<char> bytes;
};

// Numbers one after another, as the processor holds them: ranks are processes of one program on machines of one kind.
class Packer {
 public:
  template <class T> void put(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    put_bytes(&value, sizeof value);
  }
  template <class T> void put(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    put(values.size());
    put_bytes(values.data(), values.size() * sizeof(T));
  }
  std::vector<char> take() { return std::move(bytes_); }

 private:
  void put_bytes(const void* from, std::size_t size) {
    const auto* const first = static_cast<const char*>(from);
    if (size > 0) bytes_.insert(bytes_.end(), first, first + size);
  }
  std::vector<char> bytes_;
};

class Unpacker {
 public:
  explicit Unpacker(const std::vector<char>& bytes) : bytes_(bytes) {}
  template <class T> void get(T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    get_bytes(&value, sizeof value);
  }
  template <class T> void get(std::vector<T>& values) {
    std::size_t size = 0;
    get(size);
    CHECK(size <= (bytes_.size() - at_) / sizeof(T));
    values.resize(size);
    get_bytes(values.data(), size * sizeof(T));
  }

 private:
  void get_bytes(void* to, std::size_t size) {
    CHECK(size <= bytes_.size() - at_);
    if (size > 0) std::memcpy(to, bytes_.data() + at_, size);
    at_ += size;
  }
  const std::vector<char>& bytes_;
  std::size_t at_ = 0;
};

class Ranks {
 public:
  Ranks() = default;
  virtual ~Ranks() = default;
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  virtual int rank() const = 0;
  virtual int size() const = 0;
  virtual int threads() const = 0;  // its share of the cores of the machine it is on
  // Returns at once; the message may still be under way.
  virtual void send(int to, Tag tag, std::vector<char> bytes) = 0;
  // A message that has come, of the same sender the earlier first; does not wait for one.
  virtual std::optional<Message> receive() = 0;
  // Waits until all ranks have come to their end.  No messages after it.
  virtual void finish() = 0;
};

// Joins the processes that were started together.  None where this one was started alone.  Throws RunError where it was not, and the
// program cannot speak to the others; with a message in the first of them only.
std::unique_ptr<Ranks> join_ranks();

}  // namespace coexist
