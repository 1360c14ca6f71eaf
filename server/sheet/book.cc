#include "server/sheet/book.h"

#include "absl/strings/str_cat.h"
#include "server/sheet/cell.h"

namespace kansrijk::sheet {

void Book::Add(File file, const std::string& code, Known known) {
  known.is_of_server = true;
  EntriesOf(file).by_key.try_emplace(CodeKey(code), Entry{code, std::move(known)});
}

void Book::Accept(File file, const std::string& code, Known known) {
  Entry& entry = EntriesOf(file).by_key[CodeKey(code)];
  entry.code = code;
  entry.known = std::move(known);
  entry.is_accepted = true;
}

void Book::Refuse(File file, const std::string& code, int64_t line) {
  Entry& entry = EntriesOf(file).by_key[CodeKey(code)];
  entry.code = code;
  entry.refused_line = line;
}

void Book::RefuseUnread(File file, int64_t line) {
  FileEntries& entries = EntriesOf(file);
  if (entries.unread_line == 0) entries.unread_line = line;
}

const Known* Book::Find(File file, const std::string& code) const {
  const FileEntries& entries = EntriesOf(file);
  const auto found = entries.by_key.find(CodeKey(code));
  if (found == entries.by_key.end() || found->second.refused_line > 0) return nullptr;
  if (entries.unread_line > 0 && !found->second.is_accepted) return nullptr;
  return &found->second.known;
}

const Known* Book::FindOfServer(File file, const std::string& code) const {
  const auto& by_key = EntriesOf(file).by_key;
  const auto found = by_key.find(CodeKey(code));
  const bool is_there = found != by_key.end() && found->second.known.is_of_server;
  return is_there ? &found->second.known : nullptr;
}

std::optional<v1::ImportFinding> Book::CheckReference(const Column& column,
                                                      const std::string& code) const {
  const File file = *column.refers_to;
  if (Find(file, code) != nullptr) return std::nullopt;
  const FileEntries& entries = EntriesOf(file);
  const char* const name = TableOf(file).name;
  const auto found = entries.by_key.find(CodeKey(code));
  if (found == entries.by_key.end()) {
    return Finding(kUnknownReference, column.name, {column.name, Quoted(code), name});
  }
  const Entry& entry = found->second;
  if (entry.refused_line == 0) {
    return Finding(kUncertainReference, column.name,
                   {column.name, Quoted(code), absl::StrCat(entries.unread_line), name});
  }
  const FindingKind& kind = entry.known.id.empty() ? kReferenceToRefused : kRefusedReference;
  return Finding(kind, column.name,
                 {column.name, Quoted(code), absl::StrCat(entry.refused_line), name});
}

std::string Book::CodeOf(File file, const Id& id) const {
  for (const auto& [key, entry] : EntriesOf(file).by_key) {
    if (entry.known.id == id) return entry.code;
  }
  return "";
}

}  // namespace kansrijk::sheet
