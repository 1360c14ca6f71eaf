#include "client/audit/judge.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "client/audit/failure.h"
#include "client/audit/solver.h"

namespace kansrijk::audit {
namespace {

// Random vertices before any requirement is asked for: they meet most.
constexpr int kRandomTables = 12;
// How long one search for an exact answer may take: where the verdict hangs on it, and where only
// its wording does.
constexpr int kVerdictMs = 60'000;
constexpr int kWordingMs = 3'000;

// Two tables with these sums show that nobody can tell too much.
bool AreFarApart(const Joint& joint, const Requirement& requirement, int64_t least, int64_t most) {
  if (requirement.one_sided && most >= requirement.denominator) return true;
  if (!requirement.one_sided && requirement.denominator < joint.n) {
    return least <= 0 && most >= requirement.denominator;
  }
  return most - least >= joint.n;
}

// Tables that agree with what is published, and what they show of the requirements that are open.
class Pool {
 public:
  explicit Pool(const Joint& joint) : joint_(joint) {
    shown_.resize(joint.requirements.size());
    for (size_t i = 0; i < shown_.size(); ++i) {
      if (!joint.requirements[i].plain) open_.push_back(i);
    }
  }

  void Add(const Counts& counts) {
    const auto table = static_cast<int>(tables_.size());
    tables_.push_back(counts);
    std::erase_if(open_, [&](size_t i) {
      const int64_t sum = Sum(counts, joint_.requirements[i].form);
      Shown& shown = shown_[i];
      if (table == 0 || sum < shown.least) shown.least = sum, shown.least_table = table;
      if (table == 0 || sum > shown.most) shown.most = sum, shown.most_table = table;
      return IsMet(i);
    });
  }

  // The first one that no tables meet yet.
  std::optional<size_t> FirstOpen() const {
    if (open_.empty()) return {};
    return open_.front();
  }
  void Close(size_t i) { std::erase(open_, i); }
  const std::vector<Counts>& tables() const { return tables_; }

  bool IsMet(size_t i) const {
    const Requirement& requirement = joint_.requirements[i];
    const Shown& shown = shown_[i];
    return AreFarApart(joint_, requirement, shown.least, shown.most);
  }

  int64_t Least(size_t i) const { return shown_[i].least; }
  int64_t Most(size_t i) const { return shown_[i].most; }
  Reached Known(size_t i, Sense sense) const {
    const Shown& shown = shown_[i];
    if (sense == Sense::kMost) return {shown.most, tables_[shown.most_table]};
    return {shown.least, tables_[shown.least_table]};
  }

 private:
  struct Shown {
    int64_t least = 0;
    int64_t most = 0;
    int least_table = 0;
    int most_table = 0;
  };

  const Joint& joint_;
  std::vector<Counts> tables_;
  std::vector<Shown> shown_;
  std::vector<size_t> open_;
};

class Judgement {
 public:
  explicit Judgement(const Joint& joint) : joint_(joint), solver_(joint.system), pool_(joint) {}

  Judged Run(size_t limit, const std::vector<Counts>& tables) {
    Begin(tables);
    std::vector<Failed> failed;
    while (const std::optional<size_t> i = pool_.FirstOpen()) {
      if (std::optional<Failed> one = Settle(*i)) failed.push_back(*std::move(one));
      pool_.Close(*i);
      if (failed.size() >= limit) break;
    }
    return {std::move(failed), pool_.tables()};
  }

 private:
  const Form& FormOf(size_t i) const { return joint_.requirements[i].form; }

  void Begin(const std::vector<Counts>& tables) {
    for (size_t i = 0; i < joint_.system.rows.size(); ++i) {
      if (joint_.system.rows[i].low <= joint_.system.rows[i].high) continue;
      throw Contradiction("nothing agrees with " + joint_.DescribeRow(static_cast<int>(i)));
    }
    solver_.set_search_ms_max(kVerdictMs);
    for (const Counts& counts : tables) {
      if (BrokenRow(joint_.system, counts) == -1) pool_.Add(counts);
    }
    if (!pool_.tables().empty()) return;
    const std::optional<Counts> any = solver_.FindAny();
    if (!any) throw Contradiction("no table of whole numbers agrees with what is published");
    pool_.Add(*any);
    for (int i = 0; i < kRandomTables; ++i) {
      if (const std::optional<Counts> counts = solver_.TryRandom()) pool_.Add(*counts);
    }
  }

  int64_t Relax(size_t i, Sense sense) {
    const std::optional<Relaxed> relaxed = solver_.Relax(FormOf(i), sense);
    if (!relaxed) throw Undecided("GLPK finds no solution where there is one");
    if (relaxed->counts) {
      pool_.Add(*relaxed->counts);
    } else if (const std::optional<Counts> counts = solver_.Dive()) {
      pool_.Add(*counts);
    }
    return relaxed->bound;
  }

  bool IsInside(size_t i, int64_t least, int64_t most) const {
    const Requirement& requirement = joint_.requirements[i];
    if (requirement.one_sided) return least >= joint_.n;
    return least >= joint_.n && most <= requirement.denominator - joint_.n;
  }

  // Could tables exist that meet it, when no sum lies outside [least, most]?
  bool CanBeWide(size_t i, int64_t least, int64_t most) const {
    return AreFarApart(joint_, joint_.requirements[i], least, most);
  }

  // One-sided: it may be nobody, and all of whom nothing had come before, as far as anyone knows.
  bool IsAllThatIsLeft(size_t i) {
    const Requirement& requirement = joint_.requirements[i];
    if (!requirement.one_sided || !requirement.before || pool_.Least(i) != 0) return false;
    int64_t before = 0;
    if (!requirement.before->empty()) {
      const Form form{*requirement.before, {}};
      const Reached known{Sum(pool_.tables().front(), form), pool_.tables().front()};
      before = solver_.Extreme(form, Sense::kLeast, known).sum;
    }
    return pool_.Most(i) == requirement.denominator - before;
  }

  // None: the requirement is met. Each step costs more than the one before.
  std::optional<Failed> Settle(size_t i) {
    const int64_t most = Relax(i, Sense::kMost);
    if (pool_.IsMet(i)) return {};
    const int64_t least = Relax(i, Sense::kLeast);
    if (pool_.IsMet(i) || IsInside(i, least, most)) return {};
    const bool can_be_inside = IsInside(i, pool_.Least(i), pool_.Most(i));
    const bool open = can_be_inside || CanBeWide(i, least, most);
    solver_.set_search_ms_max(open ? kVerdictMs : kWordingMs);
    try {
      if (CanBeWide(i, least, most)) Widen(i, least, most);
      // To the unit, over integers.
      for (const Sense sense : {Sense::kMost, Sense::kLeast}) {
        if (pool_.IsMet(i)) return {};
        pool_.Add(solver_.Extreme(FormOf(i), sense, pool_.Known(i, sense)).counts);
      }
    } catch (const Undecided&) {
      return Explain({i, least, most, /*exact=*/false, {}});
    }
    if (pool_.IsMet(i) || IsInside(i, pool_.Least(i), pool_.Most(i)) || IsAllThatIsLeft(i)) {
      return {};
    }
    return Explain({i, pool_.Least(i), pool_.Most(i), /*exact=*/true, {}});
  }

  // Looks for tables that are just far enough apart.
  void Widen(size_t i, int64_t least, int64_t most) {
    const int64_t denominator = joint_.requirements[i].denominator;
    const bool small = denominator < joint_.n;
    const int64_t high = small ? denominator : std::min(most, pool_.Least(i) + joint_.n);
    if (pool_.Most(i) < high) {
      if (const auto counts = solver_.FindBeyond(FormOf(i), Sense::kMost, high)) pool_.Add(*counts);
    }
    const int64_t low = small ? 0 : std::max(least, pool_.Most(i) - joint_.n);
    if (!pool_.IsMet(i) && pool_.Least(i) > low) {
      if (const auto counts = solver_.FindBeyond(FormOf(i), Sense::kLeast, low)) pool_.Add(*counts);
    }
  }

  // From what the sum follows that should not be known: that it is at most `most` where that is
  // near 0, at least `least` where that is near all.
  Failed Explain(Failed failed) {
    const Requirement& requirement = joint_.requirements[failed.requirement];
    const bool small = requirement.denominator < joint_.n;
    if (small ? failed.most < requirement.denominator : failed.least < joint_.n) {
      solver_.Relax(requirement.form, Sense::kMost);
      failed.reasons = solver_.Reasons();
    }
    if (small ? failed.least > 0 : failed.most > requirement.denominator - joint_.n) {
      solver_.Relax(requirement.form, Sense::kLeast);
      const std::vector<int> more = solver_.Reasons();
      failed.reasons.insert(failed.reasons.end(), more.begin(), more.end());
    }
    std::sort(failed.reasons.begin(), failed.reasons.end());
    failed.reasons.erase(std::unique(failed.reasons.begin(), failed.reasons.end()),
                         failed.reasons.end());
    return failed;
  }

  const Joint& joint_;
  Solver solver_;
  Pool pool_;
};

}  // namespace

Judged Judge(const Joint& joint, size_t limit, const std::vector<Counts>& tables) {
  return Judgement(joint).Run(limit, tables);
}

}  // namespace kansrijk::audit
