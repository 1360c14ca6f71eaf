// What a release may not give away: gathers requirements, those with the same sum as one.
#ifndef KANSRIJK_CLIENT_AUDIT_NEED_H_
#define KANSRIJK_CLIENT_AUDIT_NEED_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "client/audit/joint.h"
#include "client/audit/model.h"

namespace kansrijk::audit {

// A published sum, and between what it lies.
struct KnownRow {
  Key key;
  Columns atoms;
  int64_t low = 0;
  int64_t high = 0;
  Origin origin;
};

class Needs {
 public:
  // They go into `joint`. All outlive it.
  Needs(const Model& model, const Family& family, Joint& joint);

  void AddCell(const Columns& atoms, const std::string& table, const Origin& origin);
  // Sums that the rows tell apart, differences of two of them, and what is left of one without its
  // parts.
  void AddKnown(const std::vector<KnownRow>& known);
  // Takes out what earlier releases disclosed already.
  void Exempt(const std::vector<Form>& disclosed);

 private:
  Requirement* Add(const Form& form, const std::optional<std::string>& table, const Origin& origin);
  Columns WithoutWhole(const Columns& atoms) const;
  void AddClasses(const std::vector<KnownRow>& known);
  void AddClassesOf(const std::string& table, const std::vector<KnownRow>& known);
  void AddClass(const Columns& atoms, const std::string& table, bool came);
  void AddDifferences(const std::vector<KnownRow>& known);
  void AddRests(const std::vector<KnownRow>& known);
  void Mark(Requirement* requirement, int64_t low, int64_t high) const;

  const Model& model_;
  const Family& family_;
  Joint& joint_;
  std::vector<int> atoms_of_group_;  // how many
  std::unordered_map<Form, size_t, ColumnsHash> index_;
};

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_NEED_H_
