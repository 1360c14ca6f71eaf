// What an audit finds wrong.
#ifndef KANSRIJK_CLIENT_AUDIT_FINDINGS_H_
#define KANSRIJK_CLIENT_AUDIT_FINDINGS_H_

#include <cstddef>
#include <string>
#include <vector>

namespace kansrijk::audit {

class Findings {
 public:
  // No more are kept.
  static constexpr size_t kMax = 20;

  // `release` is the one that should not have been published.
  void Add(const std::string& release, const std::string& what) {
    if (!Full()) lines_.push_back("UNSAFE " + release + " " + what);
  }
  bool Full() const { return lines_.size() >= kMax; }
  const std::vector<std::string>& lines() const { return lines_; }

 private:
  std::vector<std::string> lines_;
};

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_FINDINGS_H_
