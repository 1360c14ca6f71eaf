-- Appointments are things of their own; gifts of a buddy add up; the participant's own question;
-- follow-up after the end.

CREATE TABLE appointment (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES organisation_all (id),
  number          TEXT   NOT NULL,
  track_id        TEXT   NOT NULL REFERENCES track_all (id),
  buddy_id        TEXT   REFERENCES buddy_all (id),    -- who will be there,
  coordinator_id  TEXT   REFERENCES account (id),      -- or this coordinator
  date            TEXT   NOT NULL,
  start_time      TEXT   NOT NULL,                     -- HH:MM in Europe/Amsterdam, '' when not settled
  minutes         BIGINT NOT NULL,                     -- 0 when not settled
  place           TEXT   NOT NULL,
  with_whom       TEXT   NOT NULL,
  state           BIGINT NOT NULL,
  origin_id       TEXT   REFERENCES session_all (id),  -- the session at which it was made
  session_id      TEXT   REFERENCES session_all (id),  -- the session that held or missed it
  created_us      BIGINT NOT NULL,
  updated_us      BIGINT NOT NULL,
  revision        BIGINT NOT NULL,
  CONSTRAINT appointment_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT appointment_has_one_host CHECK ((buddy_id IS NULL) <> (coordinator_id IS NULL))
);
CREATE INDEX appointment_by_track ON appointment (track_id, state, date, id);
CREATE INDEX appointment_by_buddy ON appointment (buddy_id, date, id);
CREATE INDEX appointment_by_coordinator ON appointment (coordinator_id, date, id);
CREATE INDEX appointment_by_organisation ON appointment (organisation_id, date, id);
CREATE INDEX appointment_that_stands ON appointment (organisation_id, date, id) WHERE state = 1;
CREATE UNIQUE INDEX appointment_by_origin ON appointment (origin_id);
CREATE UNIQUE INDEX appointment_by_session ON appointment (session_id);

CREATE TABLE appointment_event (
  appointment_id TEXT   NOT NULL REFERENCES appointment (id),
  position       BIGINT NOT NULL,
  verb           BIGINT NOT NULL,
  state          BIGINT NOT NULL,
  date           TEXT   NOT NULL,
  start_time     TEXT   NOT NULL,
  place          TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  note           TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT appointment_event_is_unique PRIMARY KEY (appointment_id, position)
);

-- A coordinator (2) sees the organisation's. A buddy (1) sees those of a track with a match that is
-- ACTIVE (3); while MEETING (2), the own ones.
CREATE VIEW visible_appointment (account_id, appointment_id) AS
  SELECT a.id, f.id
  FROM account AS a
  JOIN track AS t ON t.organisation_id = a.organisation_id
  JOIN appointment AS f ON f.track_id = t.id
  WHERE a.role = 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, f.id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN appointment AS f ON f.track_id = m.track_id
  WHERE a.role = 1 AND a.disabled_us IS NULL
    AND (m.state = 3 OR m.state = 2 AND f.buddy_id = a.buddy_id)
    AND EXISTS (SELECT 1 FROM visible_match AS v WHERE v.account_id = a.id AND v.match_id = m.id);

-- What the last session of an open track (1 to 6) said of a next appointment stands (1). Its id is
-- the session's, with 8 for the version; numbers go by date within the organisation.
INSERT INTO appointment (id, organisation_id, number, track_id, buddy_id, date, start_time, minutes,
                         place, with_whom, state, origin_id, created_us, updated_us, revision)
  SELECT SUBSTR(n.id, 1, 14) || '8' || SUBSTR(n.id, 16), n.organisation_id,
         'F-' || SUBSTR('0000', LENGTH(CAST(n.rank AS TEXT)) + 1) || CAST(n.rank AS TEXT),
         n.track_id, n.buddy_id, n.next_appointment_date, '', 0, '', '', 1, n.id, n.updated_us,
         n.updated_us, 1
  FROM (SELECT s.id, s.organisation_id, s.track_id, s.buddy_id, s.next_appointment_date, s.updated_us,
               ROW_NUMBER() OVER (PARTITION BY s.organisation_id
                                  ORDER BY s.next_appointment_date, s.id) AS rank
        FROM session_all AS s
        JOIN track_all AS t ON t.id = s.track_id
        WHERE t.state BETWEEN 1 AND 6 AND s.next_appointment_date > s.date
          AND s.id = (SELECT l.id FROM session_all AS l WHERE l.track_id = s.track_id
                      ORDER BY l.date DESC, l.id DESC LIMIT 1)) AS n;
INSERT INTO appointment_event (appointment_id, position, verb, state, date, start_time, place,
                               account_handle, note, created_us)
  SELECT f.id, 1, 0, f.state, f.date, '', '', '', '', f.created_us
  FROM appointment AS f;
INSERT INTO number_series (series, next_number)
  SELECT 'appointment/' || f.organisation_id, COUNT(*) + 1
  FROM appointment AS f
  GROUP BY f.organisation_id;

ALTER TABLE settings ADD COLUMN no_shows_in_a_row BIGINT NOT NULL DEFAULT 3;
ALTER TABLE settings ADD COLUMN incentive_max_cents BIGINT NOT NULL DEFAULT 5000;
ALTER TABLE settings ADD COLUMN incentive_year_max_cents BIGINT NOT NULL DEFAULT 15000;

-- buddy_id: who gave it; NULL when a coordinator did. A handle is an account's for ever.
ALTER TABLE recognition_all ADD COLUMN buddy_id TEXT REFERENCES buddy_all (id);
UPDATE recognition_all
SET buddy_id = (SELECT a.buddy_id FROM account AS a
                WHERE a.handle = recognition_all.account_handle
                  AND a.organisation_id = recognition_all.organisation_id)
WHERE amount_cents > 0;
CREATE INDEX recognition_by_buddy ON recognition_all (buddy_id, date, amount_cents)
  WHERE buddy_id IS NOT NULL;
DROP VIEW recognition;
CREATE VIEW recognition (
  id, organisation_id, track_id, goal_id, kind, amount_cents, date, text, account_handle,
  created_us, import_number, import_hash, buddy_id
) AS
  SELECT recognition_all.id, recognition_all.organisation_id, recognition_all.track_id,
         recognition_all.goal_id, recognition_all.kind, recognition_all.amount_cents,
         recognition_all.date, recognition_all.text, recognition_all.account_handle,
         recognition_all.created_us, recognition_all.import_number, recognition_all.import_hash,
         recognition_all.buddy_id
  FROM recognition_all
  WHERE recognition_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = recognition_all.import_number);

ALTER TABLE track_all ADD COLUMN own_question TEXT NOT NULL DEFAULT '';
DROP VIEW track;
CREATE VIEW track (
  id, organisation_id, number, household_id, participant_id, target_group, intake_source, state,
  apply_date, start_date, planned_end_date, aftercare_end_date, close_date, exit_reason,
  participation_consent_date, end_assessment_waiver, created_us, updated_us, revision,
  waiting_since, pause_until, import_number, import_hash, backup_contact, own_question
) AS
  SELECT track_all.id, track_all.organisation_id, track_all.number, track_all.household_id,
         track_all.participant_id, track_all.target_group, track_all.intake_source,
         track_all.state, track_all.apply_date, track_all.start_date, track_all.planned_end_date,
         track_all.aftercare_end_date, track_all.close_date, track_all.exit_reason,
         track_all.participation_consent_date, track_all.end_assessment_waiver,
         track_all.created_us, track_all.updated_us, track_all.revision, track_all.waiting_since,
         track_all.pause_until, track_all.import_number, track_all.import_hash,
         track_all.backup_contact, track_all.own_question
  FROM track_all
  WHERE track_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = track_all.import_number);

CREATE TABLE follow_up (
  track_id       TEXT    NOT NULL REFERENCES track_all (id),
  moment         BIGINT  NOT NULL,
  date           TEXT    NOT NULL,
  not_reached    BOOLEAN NOT NULL,
  note           TEXT    NOT NULL,
  account_handle TEXT    NOT NULL,
  created_us     BIGINT  NOT NULL,
  CONSTRAINT follow_up_is_done_once PRIMARY KEY (track_id, moment)
);
-- Those that were closed lately, for which follow-up is due.
CREATE INDEX track_by_close ON track_all (organisation_id, state, close_date, id);
