-- Facts that were wrong and were put right, what the end of a track settles, and members who left.
-- What was recorded stays, beside what counts.

-- Facts of a track: outcomes that were taken back, exit reasons and closing dates as they were.
CREATE TABLE track_correction (
  track_id       TEXT   NOT NULL REFERENCES track_all (id),
  position       BIGINT NOT NULL,
  fact           BIGINT NOT NULL,
  outcome        BIGINT NOT NULL,
  exit_reason    BIGINT NOT NULL,
  date           TEXT   NOT NULL,
  reason         TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT track_correction_is_unique PRIMARY KEY (track_id, position)
);

-- What was open when a track ended, and what became of it; event_position is that of the end in
-- track_event, state that of the thing before it.
CREATE TABLE track_settlement (
  track_id       TEXT   NOT NULL REFERENCES track_all (id),
  event_position BIGINT NOT NULL,
  kind           BIGINT NOT NULL,
  thing_id       TEXT   NOT NULL,
  number         TEXT   NOT NULL,
  state          BIGINT NOT NULL,
  result         BIGINT NOT NULL,
  CONSTRAINT track_settlement_is_unique PRIMARY KEY (track_id, event_position, kind, thing_id)
);

-- Matches that ended with their track, so far: those without a reason of their own. Kind 1 MATCH,
-- result 1 ENDED; match states 1 PROPOSED, 3 ACTIVE, 4 ENDED, 5 DECLINED; the track verbs that end.
INSERT INTO track_settlement (track_id, event_position, kind, thing_id, number, state, result)
  SELECT m.track_id, e.position, 1, m.id, b.number, CASE WHEN m.state = 4 THEN 3 ELSE 1 END, 1
  FROM match_all AS m
  JOIN buddy_all AS b ON b.id = m.buddy_id
  JOIN track_all AS t ON t.id = m.track_id
  JOIN track_event AS e ON e.track_id = t.id
    AND e.position = (SELECT MAX(l.position) FROM track_event AS l WHERE l.track_id = t.id)
  WHERE m.state IN (4, 5) AND m.end_reason = '' AND m.import_number IS NULL
    AND e.verb IN (8, 9, 10, 11);

-- Sessions that were voided count nowhere: the plain name leaves them out, as it does those of an
-- unfinished import. session_kept has them too, for those who look a session up.
ALTER TABLE session_all ADD COLUMN void_us BIGINT;  -- NULL while it counts
ALTER TABLE session_all ADD COLUMN void_account_handle TEXT NOT NULL DEFAULT '';
ALTER TABLE session_all ADD COLUMN void_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE session_all ADD COLUMN moved_to_number TEXT NOT NULL DEFAULT '';

CREATE VIEW session_kept (
  id, organisation_id, number, track_id, buddy_id, date, start_time, minutes, channel, no_show,
  note, next_appointment_date, created_us, updated_us, revision, import_number, import_hash,
  import_origin, import_claim, void_us, void_account_handle, void_reason, moved_to_number
) AS
  SELECT session_all.id, session_all.organisation_id, session_all.number, session_all.track_id,
         session_all.buddy_id, session_all.date, session_all.start_time, session_all.minutes,
         session_all.channel, session_all.no_show, session_all.note,
         session_all.next_appointment_date, session_all.created_us, session_all.updated_us,
         session_all.revision, session_all.import_number, session_all.import_hash,
         session_all.import_origin, session_all.import_claim, session_all.void_us,
         session_all.void_account_handle, session_all.void_reason, session_all.moved_to_number
  FROM session_all
  WHERE session_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = session_all.import_number);

DROP VIEW session;
CREATE VIEW session (
  id, organisation_id, number, track_id, buddy_id, date, start_time, minutes, channel, no_show,
  note, next_appointment_date, created_us, updated_us, revision, import_number, import_hash,
  import_origin, import_claim
) AS
  SELECT session_all.id, session_all.organisation_id, session_all.number, session_all.track_id,
         session_all.buddy_id, session_all.date, session_all.start_time, session_all.minutes,
         session_all.channel, session_all.no_show, session_all.note,
         session_all.next_appointment_date, session_all.created_us, session_all.updated_us,
         session_all.revision, session_all.import_number, session_all.import_hash,
         session_all.import_origin, session_all.import_claim
  FROM session_all
  WHERE session_all.void_us IS NULL
    AND (session_all.import_number IS NULL
         OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                        WHERE u.import_number = session_all.import_number));

-- Since when a member belongs to no household, '' while to one; and what members were before.
ALTER TABLE member_all ADD COLUMN leave_date TEXT NOT NULL DEFAULT '';
ALTER TABLE member_all ADD COLUMN leave_reason BIGINT NOT NULL DEFAULT 0;

DROP VIEW member;
CREATE VIEW member (
  id, household_id, organisation_id, number, given_name, family_name, birth_date, relation,
  participant, phone, email, pregnant_or_young_child, created_us, updated_us, revision,
  languages, phone_digits, import_number, import_hash, leave_date, leave_reason
) AS
  SELECT member_all.id, member_all.household_id, member_all.organisation_id, member_all.number,
         member_all.given_name, member_all.family_name, member_all.birth_date,
         member_all.relation, member_all.participant, member_all.phone, member_all.email,
         member_all.pregnant_or_young_child, member_all.created_us, member_all.updated_us,
         member_all.revision, member_all.languages, member_all.phone_digits,
         member_all.import_number, member_all.import_hash, member_all.leave_date,
         member_all.leave_reason
  FROM member_all
  WHERE member_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = member_all.import_number);

CREATE TABLE member_version (
  member_id               TEXT    NOT NULL REFERENCES member_all (id),
  position                BIGINT  NOT NULL,
  account_handle          TEXT    NOT NULL,
  reason                  TEXT    NOT NULL,
  given_name              TEXT    NOT NULL,
  family_name             TEXT    NOT NULL,
  birth_date              TEXT    NOT NULL,
  relation                BIGINT  NOT NULL,
  participant             BOOLEAN NOT NULL,
  phone                   TEXT    NOT NULL,
  email                   TEXT    NOT NULL,
  pregnant_or_young_child BOOLEAN NOT NULL,
  created_us              BIGINT  NOT NULL,
  CONSTRAINT member_version_is_unique PRIMARY KEY (member_id, position)
);

-- What situations said before they were corrected; situation_id stays that of one taken away.
CREATE TABLE situation_version (
  member_id            TEXT   NOT NULL REFERENCES member_all (id),
  position             BIGINT NOT NULL,
  situation_id         TEXT   NOT NULL,
  account_handle       TEXT   NOT NULL,
  reason               TEXT   NOT NULL,
  date                 TEXT   NOT NULL,
  income               BIGINT NOT NULL,
  education            BIGINT NOT NULL,
  enrolled_in          BIGINT NOT NULL,
  participation_ladder BIGINT NOT NULL,
  debt                 BIGINT NOT NULL,
  created_us           BIGINT NOT NULL,
  CONSTRAINT situation_version_is_unique PRIMARY KEY (member_id, position)
);
