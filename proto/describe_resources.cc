// Writes what the protos declare of resources: kansrijk/v1/resources.h, for both sides (which files
// the API has, which types, how they are numbered), and server/facts/resource_names.h (names from
// ids).
//
//   describe_resources DESCRIPTORS RESOURCES NAMES
//
// DESCRIPTORS is what protoc --descriptor_set_out wrote. Says why, and ends with 1, when a pattern
// is not one of collections and ids, or when nothing is declared that it could belong to.
#include <google/protobuf/descriptor.pb.h>

#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "kansrijk/v1/options.pb.h"

namespace {

using google::protobuf::DescriptorProto;
using google::protobuf::FileDescriptorSet;

constexpr char kHead[] = R"(// Made from the protos by proto/describe_resources.cc.
#ifndef KANSRIJK_V1_RESOURCES_H_
#define KANSRIJK_V1_RESOURCES_H_

#include "absl/strings/string_view.h"

namespace kansrijk {
)";

constexpr char kNamesHead[] = R"(// Made from the protos by proto/describe_resources.cc.
#ifndef KANSRIJK_SERVER_FACTS_RESOURCE_NAMES_H_
#define KANSRIJK_SERVER_FACTS_RESOURCE_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "server/base/id.h"

namespace kansrijk {
)";

constexpr char kNamesTail[] = R"(
}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_RESOURCE_NAMES_H_
)";

constexpr char kNumbers[] = R"(
// Numbers that the server gives out for things of a type, in order and never twice: the name of their
// series, what they begin with and how many digits they have at least.
struct NumberKind {
  const char* series;
  const char* prefix;
  int digits;
};
)";

constexpr char kTypes[] = R"(
namespace v1 {

struct ResourceType {
  absl::string_view type;        // Session
  absl::string_view parent;      // Track; empty for what belongs to nothing
  absl::string_view collection;  // sessions
  absl::string_view prefix;      // tracks/-/sessions/: a name up to its id, a dash for the ids before
};

inline constexpr ResourceType kResourceTypes[] = {
)";

constexpr char kFind[] = R"(};

// Null when there is none of this type (Session).
constexpr const ResourceType* FindResourceType(absl::string_view type) {
  for (const ResourceType& known : kResourceTypes) {
    if (known.type == type) return &known;
  }
  return nullptr;
}
)";

// tracks/{track}/sessions/{session} in its parts.
struct Resource {
  std::string type;
  std::string pattern;
  std::vector<std::string> collections;  // tracks, sessions
  std::vector<std::string> ids;          // track_id, session_id
  std::string number_form;               // S-0000; empty: its numbers are not given out
};

Resource ResourceOf(const DescriptorProto& message) {
  Resource resource;
  resource.type = message.name();
  const auto& declared = message.options().GetExtension(kansrijk::v1::resource);
  resource.pattern = declared.pattern();
  resource.number_form = declared.number_form();
  std::istringstream segments(resource.pattern);
  for (std::string collection, id; std::getline(segments, collection, '/');) {
    const bool has_id = std::getline(segments, id, '/') && id.size() > 2;
    if (!has_id || id.front() != '{' || id.back() != '}') {
      throw std::runtime_error(resource.type + ": \"" + resource.pattern +
                               "\" does not read collection/{id}, as often as needed");
    }
    resource.collections.push_back(collection);
    resource.ids.push_back(id.substr(1, id.size() - 2) + "_id");
  }
  return resource;
}

// By pattern.
std::map<std::string, Resource> ResourcesIn(const FileDescriptorSet& files) {
  std::map<std::string, Resource> resources;
  for (const auto& file : files.file()) {
    for (const DescriptorProto& message : file.message_type()) {
      if (!message.options().HasExtension(kansrijk::v1::resource)) continue;
      const Resource resource = ResourceOf(message);
      if (!resources.emplace(resource.pattern, resource).second) {
        throw std::runtime_error(resource.type + ": " + resource.pattern + " is taken already");
      }
    }
  }
  return resources;
}

// The type of what things of `resource` belong to.
std::string ParentOf(const Resource& resource, const std::map<std::string, Resource>& resources) {
  if (resource.ids.size() < 2) return "";
  const std::string own = "/" + resource.collections.back() + "/";
  const auto parent = resources.find(resource.pattern.substr(0, resource.pattern.rfind(own)));
  if (parent == resources.end()) {
    throw std::runtime_error(resource.type + ": nothing is declared that " + resource.pattern +
                             " could belong to");
  }
  return parent->second.type;
}

void WriteBuilder(const Resource& resource, std::ostream& out) {
  std::string parameters;
  std::string parts;
  for (size_t i = 0; i < resource.ids.size(); ++i) {
    const std::string between = i == 0 ? "" : ", ";
    parameters += between + "const Id& " + resource.ids[i];
    parts += between + "\"" + (i == 0 ? "" : "/") + resource.collections[i] + "/\", " +
             resource.ids[i] + ".text()";
  }
  out << "\n// " << resource.pattern << "; empty without its own id.\n"
      << "inline std::string " << resource.type << "Name(" << parameters << ") {\n"
      << "  return " << resource.ids.back() << ".empty() ? std::string() : absl::StrCat(" << parts
      << ");\n}\n";
}

void WriteNumberKind(const Resource& resource, std::ostream& out) {
  const std::string& form = resource.number_form;
  if (form.empty()) return;
  const size_t prefix = form.find_last_not_of('0') + 1;
  const std::string series = resource.ids.back().substr(0, resource.ids.back().rfind("_id"));
  out << "inline constexpr NumberKind k" << resource.type << "Number{\"" << series << "\", \""
      << form.substr(0, prefix) << "\", " << form.size() - prefix << "};\n";
}

void WriteType(const Resource& resource, const std::string& parent, std::ostream& out) {
  std::string prefix;
  for (const std::string& collection : resource.collections) {
    prefix += (prefix.empty() ? "" : "-/") + collection + "/";
  }
  out << "    {\"" << resource.type << "\", \"" << parent << "\", \"" << resource.collections.back()
      << "\", \"" << prefix << "\"},\n";
}

void WriteNames(const std::map<std::string, Resource>& resources, std::ostream& out) {
  out << kNamesHead;
  for (const auto& [pattern, resource] : resources) WriteBuilder(resource, out);
  out << kNamesTail;
}

void WriteResources(const FileDescriptorSet& files,
                    const std::map<std::string, Resource>& resources, std::ostream& out) {
  out << kHead << kNumbers;
  for (const auto& [pattern, resource] : resources) WriteNumberKind(resource, out);
  out << kTypes;
  for (const auto& [pattern, resource] : resources) {
    WriteType(resource, ParentOf(resource, resources), out);
  }
  out << kFind
      << "\n// The files of the API.\ninline constexpr absl::string_view kProtoFiles[] = {\n";
  for (const auto& file : files.file()) out << "    \"" << file.name() << "\",\n";
  out << "};\n\n}  // namespace v1\n}  // namespace kansrijk\n\n#endif  // "
         "KANSRIJK_V1_RESOURCES_H_\n";
}

void WriteFile(const std::string& path, const std::string& text) {
  std::ofstream out(path);
  out << text;
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path);
}

}  // namespace

int main(int count, char** arguments) try {
  if (count != 4) throw std::runtime_error("usage: describe_resources DESCRIPTORS RESOURCES NAMES");
  std::ifstream in(arguments[1], std::ios::binary);
  FileDescriptorSet files;
  if (!files.ParseFromIstream(&in)) throw std::runtime_error("cannot read the descriptors");
  const auto resources = ResourcesIn(files);
  std::ostringstream declared;
  WriteResources(files, resources, declared);
  std::ostringstream names;
  WriteNames(resources, names);
  WriteFile(arguments[2], declared.str());
  WriteFile(arguments[3], names.str());
  return 0;
} catch (const std::exception& error) {
  std::cerr << "describe_resources: " << error.what() << "\n";
  return 1;
}
