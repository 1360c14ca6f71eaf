// One way to say what happened to a thing that has a state.
#ifndef KANSRIJK_SERVER_SERVICE_EVENT_H_
#define KANSRIJK_SERVER_SERVICE_EVENT_H_

#include <string>

#include "server/rpc/call.h"

namespace kansrijk::service {

// The event that `verb` led the caller's thing to `state` on `date`.
template <typename Event, typename State, typename Verb>
Event EventOf(const rpc::WriteCall& call, State state, Verb verb, const std::string& date,
              const std::string& note) {
  Event event;
  event.set_verb(verb);
  event.set_state(state);
  event.set_date(date);
  event.set_account_handle(call.caller.handle);
  event.set_note(note);
  return event;
}

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EVENT_H_
