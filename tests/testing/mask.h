// Field masks of paths.
#ifndef KANSRIJK_TESTS_TESTING_MASK_H_
#define KANSRIJK_TESTS_TESTING_MASK_H_

#include <google/protobuf/field_mask.pb.h>

#include <string>
#include <vector>

namespace kansrijk::testing {

inline google::protobuf::FieldMask MaskOf(const std::vector<std::string>& paths) {
  google::protobuf::FieldMask mask;
  for (const std::string& path : paths) mask.add_paths(path);
  return mask;
}

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_TESTING_MASK_H_
