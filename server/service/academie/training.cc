#include "server/service/academie/training.h"

#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/academie/training.h"

namespace kansrijk::service {

absl::StatusOr<v1::Training> CreateTraining(rpc::WriteCall& call,
                                            const v1::CreateTrainingRequest& request) {
  v1::Training training = request.training();
  training.set_name(TrainingName(call.ids.Next(call.now)));
  return store::InsertTraining(call.tx, std::move(training), call.caller.organisation_id,
                               absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::Training> GetTraining(rpc::ReadCall& call,
                                         const v1::GetTrainingRequest& request) {
  return store::RequireTraining(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListTrainingsResponse> ListTrainings(rpc::ReadCall& call,
                                                        const v1::ListTrainingsRequest& request) {
  return ListPage<v1::ListTrainingsResponse>(
      request, {"", ""},
      [&](const Page& page) {
        return store::ListTrainings(call.tx, call.scope, request.programme(), page);
      },
      &v1::ListTrainingsResponse::mutable_trainings,
      [](const v1::Training& last) {
        return std::vector<std::string>{last.code(), IdOf(last.name()).text()};
      });
}

absl::StatusOr<v1::Training> UpdateTraining(rpc::WriteCall& call,
                                            const v1::UpdateTrainingRequest& request) {
  const v1::Training& given = request.training();
  ASSIGN_OR_RETURN(const auto current, store::RequireTraining(call.tx, call.scope, given.name()));
  RETURN_IF_ERROR(CheckEtag(current.code(), current.etag(), given.etag()));
  ASSIGN_OR_RETURN(v1::Training merged,
                   ApplyMask(current, given, request.update_mask(),
                             {"title", "programme", "required", "retired", "description"}));
  return store::UpdateTraining(call.tx, std::move(merged), absl::ToUnixMicros(call.now));
}

}  // namespace kansrijk::service
