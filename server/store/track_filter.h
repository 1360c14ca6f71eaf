// What a listing of one track keeps that also takes a household for all of its tracks.
#ifndef KANSRIJK_SERVER_STORE_TRACK_FILTER_H_
#define KANSRIJK_SERVER_STORE_TRACK_FILTER_H_

// The track, or the tracks of the household, that has the id $2: for IN.
#define OF_TRACKS                                \
  "(SELECT l.id FROM track AS l WHERE l.id = $2" \
  " UNION ALL"                                   \
  " SELECT l.id FROM track AS l WHERE l.household_id = $2)"

#endif  // KANSRIJK_SERVER_STORE_TRACK_FILTER_H_
