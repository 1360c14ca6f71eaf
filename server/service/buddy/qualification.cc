#include "server/service/buddy/qualification.h"

#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/buddy/qualification.h"
#include "server/store/buddy/qualification.h"

namespace kansrijk::service {

absl::StatusOr<v1::Qualification> AddQualification(rpc::WriteCall& call,
                                                   const v1::AddQualificationRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  v1::Qualification qualification = request.qualification();
  qualification.set_name(QualificationName(IdOf(request.parent()), call.ids.Next(call.now)));
  qualification.set_buddy(request.parent());
  qualification.set_account_handle(call.caller.handle);
  if (qualification.obtained_date().empty()) qualification.set_obtained_date(FormatDate(today));
  RETURN_IF_ERROR(rules::CheckQualification(qualification, today));
  return store::InsertQualification(call.tx, std::move(qualification),
                                    absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::ListQualificationsResponse> ListQualifications(
    rpc::ReadCall& call, const v1::ListQualificationsRequest& request) {
  return ListPage<v1::ListQualificationsResponse>(
      request, {kLastDate, "~"},
      [&](const Page& page) {
        return store::ListQualifications(call.tx, call.scope, request.parent(), page);
      },
      &v1::ListQualificationsResponse::mutable_qualifications,
      [](const v1::Qualification& qualification) {
        return std::vector<std::string>{qualification.obtained_date(),
                                        IdOf(qualification.name()).text()};
      });
}

}  // namespace kansrijk::service
