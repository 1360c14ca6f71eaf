-- Made by tests/db/migrate_test.cc from the migrations; not read by anything else.

CREATE TABLE access_by_others (
  organisation_id TEXT   NOT NULL REFERENCES organisation_all (id),
  sequence        BIGINT NOT NULL REFERENCES access_record (sequence),
  CONSTRAINT access_by_others_is_unique PRIMARY KEY (organisation_id, sequence)
);

CREATE TRIGGER access_by_others_is_never_changed BEFORE UPDATE ON access_by_others
BEGIN SELECT RAISE(ABORT, 'access_by_others_is_append_only'); END;

CREATE TRIGGER access_by_others_is_never_deleted BEFORE DELETE ON access_by_others
BEGIN SELECT RAISE(ABORT, 'access_by_others_is_append_only'); END;

CREATE TABLE access_record (
  sequence        BIGINT NOT NULL PRIMARY KEY,
  time_us         BIGINT NOT NULL,
  account_id      TEXT   NOT NULL,
  account_handle  TEXT   NOT NULL,
  role            BIGINT NOT NULL,
  organisation_id TEXT   NOT NULL,
  method          TEXT   NOT NULL,
  purpose         BIGINT NOT NULL,
  outcome         TEXT   NOT NULL,
  reason          TEXT   NOT NULL,
  request_id      TEXT   NOT NULL,
  trace_id        TEXT   NOT NULL,
  hash            TEXT   NOT NULL
);

CREATE INDEX access_record_by_organisation ON access_record (organisation_id, sequence);

CREATE TRIGGER access_record_is_never_changed BEFORE UPDATE ON access_record
BEGIN SELECT RAISE(ABORT, 'access_record_is_append_only'); END;

CREATE TRIGGER access_record_is_never_deleted BEFORE DELETE ON access_record
BEGIN SELECT RAISE(ABORT, 'access_record_is_append_only'); END;

CREATE TABLE access_subject (
  sequence BIGINT NOT NULL REFERENCES access_record (sequence),
  position BIGINT NOT NULL,
  subject  TEXT   NOT NULL,  -- resource name: households/{household}
  CONSTRAINT access_subject_is_unique PRIMARY KEY (sequence, position)
);

CREATE INDEX access_subject_by_subject ON access_subject (subject, sequence);

CREATE TRIGGER access_subject_is_never_changed BEFORE UPDATE ON access_subject
BEGIN SELECT RAISE(ABORT, 'access_subject_is_append_only'); END;

CREATE TRIGGER access_subject_is_never_deleted BEFORE DELETE ON access_subject
BEGIN SELECT RAISE(ABORT, 'access_subject_is_append_only'); END;

CREATE VIEW access_subject_organisation (sequence, organisation_id) AS
  SELECT s.sequence, h.organisation_id
  FROM access_subject AS s
  JOIN household_all AS h ON h.id = SUBSTR(s.subject, 12)
  UNION ALL
  SELECT s.sequence, a.organisation_id
  FROM access_subject AS s
  JOIN account AS a ON a.id = SUBSTR(s.subject, 10)
  UNION ALL
  SELECT s.sequence, o.id
  FROM access_subject AS s
  JOIN organisation_all AS o ON o.id = SUBSTR(s.subject, 15);

CREATE TABLE account (
  id              TEXT   NOT NULL PRIMARY KEY,
  qualified_handle          TEXT   NOT NULL,
  role            BIGINT NOT NULL,
  organisation_id TEXT   NOT NULL REFERENCES "organisation_all" (id),
  buddy_id        TEXT   REFERENCES "buddy_all" (id),
  disabled_us     BIGINT,
  created_us      BIGINT NOT NULL,
  updated_us      BIGINT NOT NULL,
  revision        BIGINT NOT NULL, handle TEXT NOT NULL DEFAULT '', notice_email TEXT NOT NULL DEFAULT '', notice_told_us BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT account_handle_is_unique UNIQUE (qualified_handle),
  CONSTRAINT account_of_a_buddy_has_one CHECK ((role = 1) = (buddy_id IS NOT NULL))
);

CREATE INDEX account_by_handle ON account (handle, organisation_id);

CREATE INDEX account_by_organisation ON account (organisation_id, handle);

CREATE TABLE account_token (
  id          TEXT   NOT NULL PRIMARY KEY,
  account_id  TEXT   NOT NULL REFERENCES account (id),
  secret_hash TEXT   NOT NULL,  -- BLAKE2b-256 of the secret, hexadecimal
  created_us  BIGINT NOT NULL,
  expires_us  BIGINT NOT NULL
);

CREATE INDEX account_token_by_account ON account_token (account_id);

CREATE TABLE ambition (
  id         TEXT   NOT NULL PRIMARY KEY,
  number     TEXT   NOT NULL,
  buddy_id   TEXT   NOT NULL REFERENCES "buddy_all" (id),
  manager_id TEXT   NOT NULL REFERENCES "organisation_all" (id),
  kind       BIGINT NOT NULL,
  text       TEXT   NOT NULL,
  due_date   TEXT   NOT NULL,
  state      BIGINT NOT NULL,
  end_date   TEXT   NOT NULL,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  revision   BIGINT NOT NULL,
  CONSTRAINT ambition_number_is_unique UNIQUE (number, manager_id)
);

CREATE INDEX ambition_by_buddy ON ambition (buddy_id, created_us, id);

CREATE TABLE answered_request (
  caller_id    TEXT   NOT NULL,
  request_id   TEXT   NOT NULL,
  request_hash TEXT   NOT NULL,  -- BLAKE2b-256 of method and message, hexadecimal
  status       BYTEA  NOT NULL,  -- google.rpc.Status; empty when OK
  response     BYTEA  NOT NULL,  -- without secrets
  answered_us  BIGINT NOT NULL,
  CONSTRAINT answered_request_is_unique PRIMARY KEY (caller_id, request_id)
);

CREATE INDEX answered_request_by_time ON answered_request (answered_us);

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

CREATE INDEX appointment_by_buddy ON appointment (buddy_id, date, id);

CREATE INDEX appointment_by_coordinator ON appointment (coordinator_id, date, id);

CREATE INDEX appointment_by_organisation ON appointment (organisation_id, date, id);

CREATE UNIQUE INDEX appointment_by_origin ON appointment (origin_id);

CREATE UNIQUE INDEX appointment_by_session ON appointment (session_id);

CREATE INDEX appointment_by_track ON appointment (track_id, state, date, id);

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

CREATE TRIGGER appointment_event_is_never_changed BEFORE UPDATE ON appointment_event
BEGIN SELECT RAISE(ABORT, 'appointment_event_is_append_only'); END;

CREATE INDEX appointment_that_stands ON appointment (organisation_id, date, id) WHERE state = 1;

CREATE VIEW assessment (
  id, organisation_id, number, track_id, instrument, instrument_version, moment, date, note,
  account_handle, created_us, updated_us, revision, import_number, import_hash
) AS
  SELECT assessment_all.id, assessment_all.organisation_id, assessment_all.number,
         assessment_all.track_id, assessment_all.instrument, assessment_all.instrument_version,
         assessment_all.moment, assessment_all.date, assessment_all.note,
         assessment_all.account_handle, assessment_all.created_us, assessment_all.updated_us,
         assessment_all.revision, assessment_all.import_number, assessment_all.import_hash
  FROM assessment_all
  WHERE assessment_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = assessment_all.import_number);

CREATE TABLE "assessment_all" (
  id                 TEXT   NOT NULL PRIMARY KEY,
  organisation_id    TEXT   NOT NULL REFERENCES "organisation_all" (id),
  number             TEXT   NOT NULL,
  track_id           TEXT   NOT NULL REFERENCES "track_all" (id),
  instrument         TEXT   NOT NULL,
  instrument_version TEXT   NOT NULL,
  moment             BIGINT NOT NULL,
  date               TEXT   NOT NULL,
  note               TEXT   NOT NULL,
  account_handle     TEXT   NOT NULL,
  created_us         BIGINT NOT NULL,
  updated_us         BIGINT NOT NULL,
  revision           BIGINT NOT NULL, import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '',
  CONSTRAINT assessment_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT assessment_of_a_moment_is_one UNIQUE (track_id, moment, instrument, instrument_version)
);

CREATE INDEX assessment_by_import ON assessment_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX assessment_by_track ON "assessment_all" (track_id, date, id);

CREATE TABLE assessment_score (
  assessment_id TEXT   NOT NULL REFERENCES "assessment_all" (id),
  item          TEXT   NOT NULL,
  level         BIGINT NOT NULL,
  CONSTRAINT assessment_score_is_one_an_item PRIMARY KEY (assessment_id, item)
);

CREATE TABLE assessment_version (
  assessment_id  TEXT   NOT NULL REFERENCES "assessment_all" (id),
  position       BIGINT NOT NULL,
  account_handle TEXT   NOT NULL,
  date           TEXT   NOT NULL,
  note           TEXT   NOT NULL,
  scores         BYTEA  NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT assessment_version_is_unique PRIMARY KEY (assessment_id, position)
);

CREATE TRIGGER assessment_version_is_never_changed BEFORE UPDATE ON assessment_version
BEGIN SELECT RAISE(ABORT, 'assessment_version_is_append_only'); END;

CREATE VIEW buddy (
  id, number, given_name, family_name, kind, organisation_id, manager_id,
  conduct_certificate_date, confidentiality_signed, basic_certificate_date, capacity,
  backup_organisation_id, languages, created_us, updated_us, revision, neighbourhood,
  experience, participant_id, participant_consent_date, import_number, import_hash,
  phone, email, absent_from, absent_until, left_date, backup_name, backup_phone
) AS
  SELECT buddy_all.id, buddy_all.number, buddy_all.given_name, buddy_all.family_name,
         buddy_all.kind, buddy_all.organisation_id, buddy_all.manager_id,
         buddy_all.conduct_certificate_date, buddy_all.confidentiality_signed,
         buddy_all.basic_certificate_date, buddy_all.capacity, buddy_all.backup_organisation_id,
         buddy_all.languages, buddy_all.created_us, buddy_all.updated_us, buddy_all.revision,
         buddy_all.neighbourhood, buddy_all.experience, buddy_all.participant_id,
         buddy_all.participant_consent_date, buddy_all.import_number, buddy_all.import_hash,
         buddy_all.phone, buddy_all.email, buddy_all.absent_from, buddy_all.absent_until,
         buddy_all.left_date, buddy_all.backup_name, buddy_all.backup_phone
  FROM buddy_all
  WHERE buddy_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = buddy_all.import_number);

CREATE TABLE "buddy_all" (
  id                       TEXT    NOT NULL PRIMARY KEY,
  number                   TEXT    NOT NULL,
  given_name               TEXT    NOT NULL,
  family_name              TEXT    NOT NULL,
  kind                     BIGINT  NOT NULL,
  organisation_id          TEXT    NOT NULL REFERENCES "organisation_all" (id),
  manager_id               TEXT    NOT NULL REFERENCES "organisation_all" (id),  -- whose coordinators keep the record
  conduct_certificate_date TEXT    NOT NULL,
  confidentiality_signed   BOOLEAN NOT NULL,
  basic_certificate_date   TEXT    NOT NULL,
  capacity                 BIGINT  NOT NULL,
  backup_organisation_id   TEXT    REFERENCES "organisation_all" (id),
  languages                TEXT    NOT NULL,  -- BCP 47 codes with spaces between
  created_us               BIGINT  NOT NULL,
  updated_us               BIGINT  NOT NULL,
  revision                 BIGINT  NOT NULL, neighbourhood BIGINT NOT NULL DEFAULT 0, experience TEXT NOT NULL DEFAULT '', participant_id TEXT REFERENCES "member_all" (id), participant_consent_date TEXT NOT NULL DEFAULT '', import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '', absent_from TEXT NOT NULL DEFAULT '', absent_until TEXT NOT NULL DEFAULT '', left_date TEXT NOT NULL DEFAULT '', backup_name TEXT NOT NULL DEFAULT '', backup_phone TEXT NOT NULL DEFAULT '',
  CONSTRAINT buddy_number_is_unique UNIQUE (number, manager_id),
  CONSTRAINT buddy_capacity_is_reasonable CHECK (capacity BETWEEN 1 AND 50)
);

CREATE INDEX buddy_by_import ON buddy_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX buddy_by_manager ON "buddy_all" (manager_id, number);

CREATE INDEX buddy_by_organisation ON "buddy_all" (organisation_id, number);

CREATE UNIQUE INDEX buddy_is_one_participant ON "buddy_all" (participant_id);

CREATE TABLE carried_out_request (
  caller_id     TEXT NOT NULL,
  request_id    TEXT NOT NULL,
  request_hash  TEXT NOT NULL,  -- first half of the BLAKE2b-256 of method and message, hexadecimal
  resource_name TEXT NOT NULL,  -- of what was made or changed; '' where that has no name
  CONSTRAINT carried_out_request_is_unique PRIMARY KEY (caller_id, request_id)
);

CREATE TRIGGER carried_out_request_is_never_changed BEFORE UPDATE ON carried_out_request
BEGIN SELECT RAISE(ABORT, 'carried_out_request_is_append_only'); END;

CREATE TRIGGER carried_out_request_is_never_deleted BEFORE DELETE ON carried_out_request
BEGIN SELECT RAISE(ABORT, 'carried_out_request_is_append_only'); END;

CREATE TABLE certificate (
  id                      TEXT   NOT NULL PRIMARY KEY,
  organisation_id         TEXT   NOT NULL REFERENCES "organisation_all" (id),
  number                  TEXT   NOT NULL,  -- cannot be guessed
  programme               BIGINT NOT NULL,
  buddy_id                TEXT   REFERENCES "buddy_all" (id),
  external_participant_id TEXT   REFERENCES external_participant (id),
  state                   BIGINT NOT NULL,
  issue_date              TEXT   NOT NULL,
  expire_date             TEXT   NOT NULL,  -- 9999-12-31: for good
  revoke_date             TEXT   NOT NULL,
  revoke_reason           TEXT   NOT NULL,
  account_handle          TEXT   NOT NULL,
  created_us              BIGINT NOT NULL,
  updated_us              BIGINT NOT NULL,
  revision                BIGINT NOT NULL, holder_name TEXT NOT NULL DEFAULT '',
  CONSTRAINT certificate_number_is_unique UNIQUE (number),
  CONSTRAINT certificate_is_of_one CHECK ((buddy_id IS NULL) <> (external_participant_id IS NULL)),
  CONSTRAINT certificate_is_revoked_with_a_reason
    CHECK ((state = 2) = (revoke_date <> '') AND (state = 2) = (revoke_reason <> ''))
);

CREATE INDEX certificate_by_buddy ON certificate (buddy_id, programme, state, expire_date);

CREATE INDEX certificate_by_external_participant
  ON certificate (external_participant_id, programme, state, expire_date);

CREATE INDEX certificate_by_organisation ON certificate (organisation_id, created_us, id);

CREATE TABLE certificate_module (
  certificate_id TEXT NOT NULL REFERENCES certificate (id),
  training_id    TEXT NOT NULL REFERENCES "training_all" (id),
  CONSTRAINT certificate_module_is_unique PRIMARY KEY (certificate_id, training_id)
);

CREATE TABLE certificate_rule (
  organisation_id TEXT   NOT NULL REFERENCES "organisation_all" (id),
  programme       BIGINT NOT NULL,
  validity_months BIGINT NOT NULL,
  updated_us      BIGINT NOT NULL,
  revision        BIGINT NOT NULL,
  CONSTRAINT certificate_rule_is_one PRIMARY KEY (organisation_id, programme)
);

CREATE TABLE conflict (
  id             TEXT   NOT NULL PRIMARY KEY,
  household_id   TEXT   NOT NULL REFERENCES "household_all" (id),
  buddy_id       TEXT   NOT NULL REFERENCES "buddy_all" (id),
  reason         TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  lifted_us      BIGINT           -- NULL while it stands
);

CREATE INDEX conflict_by_household ON conflict (household_id, created_us, id);

CREATE VIEW conflict_of_interest (household_id, buddy_id) AS
  SELECT c.household_id, c.buddy_id
  FROM conflict AS c
  WHERE c.lifted_us IS NULL
  UNION ALL
  SELECT p.household_id, b.id
  FROM buddy AS b
  JOIN member AS p ON p.id = b.participant_id;

CREATE VIEW consent (
  id, organisation_id, number, subject_id, subject_name, recipient_id, purpose, categories,
  valid_from, valid_until, form, witness, subject_signed, parent_id, representative,
  account_handle, withdraw_date, withdraw_account_handle, withdrawn_us, created_us, updated_us,
  revision, import_number, import_hash, capacity
) AS
  SELECT consent_all.id, consent_all.organisation_id, consent_all.number, consent_all.subject_id,
         consent_all.subject_name, consent_all.recipient_id, consent_all.purpose,
         consent_all.categories, consent_all.valid_from, consent_all.valid_until,
         consent_all.form, consent_all.witness, consent_all.subject_signed, consent_all.parent_id,
         consent_all.representative, consent_all.account_handle, consent_all.withdraw_date,
         consent_all.withdraw_account_handle, consent_all.withdrawn_us, consent_all.created_us,
         consent_all.updated_us, consent_all.revision, consent_all.import_number,
         consent_all.import_hash, consent_all.capacity
  FROM consent_all
  WHERE consent_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = consent_all.import_number);

CREATE TABLE "consent_all" (
  id                      TEXT    NOT NULL PRIMARY KEY,
  organisation_id         TEXT    NOT NULL REFERENCES "organisation_all" (id),
  number                  TEXT    NOT NULL,
  subject_id              TEXT    REFERENCES "member_all" (id),  -- NULL for a person from elsewhere
  subject_name            TEXT    NOT NULL,                -- of a person from elsewhere
  recipient_id            TEXT    NOT NULL REFERENCES "organisation_all" (id),
  purpose                 BIGINT  NOT NULL,
  categories              TEXT    NOT NULL,  -- numbers of DataCategory with spaces between
  valid_from              TEXT    NOT NULL,
  valid_until             TEXT    NOT NULL,
  form                    BIGINT  NOT NULL,
  witness                 TEXT    NOT NULL,
  subject_signed          BOOLEAN NOT NULL,
  parent_id               TEXT    REFERENCES "member_all" (id),
  representative          TEXT    NOT NULL,
  account_handle          TEXT    NOT NULL,
  withdraw_date           TEXT    NOT NULL,
  withdraw_account_handle TEXT    NOT NULL,
  withdrawn_us            BIGINT,            -- NULL while it stands
  created_us              BIGINT  NOT NULL,
  updated_us              BIGINT  NOT NULL,
  revision                BIGINT  NOT NULL, import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '', capacity BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT consent_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT consent_is_of_one_person CHECK ((subject_id IS NULL) = (subject_name <> '')),
  CONSTRAINT consent_ends_after_it_begins CHECK (valid_until >= valid_from)
);

CREATE INDEX consent_by_import ON consent_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX consent_by_organisation ON "consent_all" (organisation_id, created_us, id);

CREATE INDEX consent_by_subject ON "consent_all" (subject_id, created_us, id);

CREATE TRIGGER consent_is_only_ever_withdrawn BEFORE UPDATE ON "consent_all"
WHEN old.withdrawn_us IS NOT NULL OR new.purpose <> old.purpose
  OR new.recipient_id <> old.recipient_id OR new.categories <> old.categories
  OR new.valid_from <> old.valid_from OR new.valid_until <> old.valid_until
BEGIN SELECT RAISE(ABORT, 'consent_is_only_ever_withdrawn'); END;

CREATE TABLE date_correction (
  track_id       TEXT   NOT NULL REFERENCES track_all (id),
  position       BIGINT NOT NULL,
  wrong_date     TEXT   NOT NULL,
  date           TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT date_correction_is_unique PRIMARY KEY (track_id, position)
);

CREATE TRIGGER date_correction_is_never_changed BEFORE UPDATE ON date_correction
BEGIN SELECT RAISE(ABORT, 'date_correction_is_append_only'); END;

CREATE VIEW ended_match (account_id, match_id, track_id) AS
  SELECT a.id, m.id, m.track_id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 4
    AND NOT EXISTS (SELECT 1 FROM conflict_of_interest AS c
                    WHERE c.household_id = t.household_id AND c.buddy_id = m.buddy_id);

CREATE VIEW enrolment (
  id, training_session_id, buddy_id, external_participant_id, state, created_us, updated_us,
  revision, import_number, import_hash
) AS
  SELECT enrolment_all.id, enrolment_all.training_session_id, enrolment_all.buddy_id,
         enrolment_all.external_participant_id, enrolment_all.state, enrolment_all.created_us,
         enrolment_all.updated_us, enrolment_all.revision, enrolment_all.import_number,
         enrolment_all.import_hash
  FROM enrolment_all
  WHERE enrolment_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = enrolment_all.import_number);

CREATE TABLE "enrolment_all" (
  id                      TEXT   NOT NULL PRIMARY KEY,
  training_session_id     TEXT   NOT NULL REFERENCES "training_session_all" (id),
  buddy_id                TEXT   REFERENCES "buddy_all" (id),
  external_participant_id TEXT   REFERENCES external_participant (id),
  state                   BIGINT NOT NULL,
  created_us              BIGINT NOT NULL,
  updated_us              BIGINT NOT NULL,
  revision                BIGINT NOT NULL, import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '',
  CONSTRAINT enrolment_is_of_one CHECK ((buddy_id IS NULL) <> (external_participant_id IS NULL))
);

CREATE INDEX enrolment_by_buddy ON "enrolment_all" (buddy_id, state, training_session_id);

CREATE INDEX enrolment_by_external_participant
  ON "enrolment_all" (external_participant_id, state, training_session_id);

CREATE INDEX enrolment_by_import ON enrolment_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX enrolment_by_session ON "enrolment_all" (training_session_id, state, created_us, id);

CREATE TABLE enrolment_event (
  enrolment_id   TEXT   NOT NULL REFERENCES "enrolment_all" (id),
  position       BIGINT NOT NULL,
  verb           BIGINT NOT NULL,
  state          BIGINT NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT enrolment_event_is_unique PRIMARY KEY (enrolment_id, position)
);

CREATE TRIGGER enrolment_event_is_never_changed BEFORE UPDATE ON enrolment_event
BEGIN SELECT RAISE(ABORT, 'enrolment_event_is_append_only'); END;

CREATE UNIQUE INDEX enrolment_of_buddy_stands_once
  ON "enrolment_all" (training_session_id, buddy_id) WHERE buddy_id IS NOT NULL AND state <> 7;

CREATE UNIQUE INDEX enrolment_of_external_participant_stands_once
  ON "enrolment_all" (training_session_id, external_participant_id)
  WHERE external_participant_id IS NOT NULL AND state <> 7;

CREATE TABLE external_participant (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES "organisation_all" (id),
  number          TEXT   NOT NULL,
  display_name    TEXT   NOT NULL,
  employer_id     TEXT   NOT NULL REFERENCES "organisation_all" (id),
  created_us      BIGINT NOT NULL, updated_us BIGINT NOT NULL DEFAULT 0, revision BIGINT NOT NULL DEFAULT 1,
  CONSTRAINT external_participant_number_is_unique UNIQUE (number, organisation_id)
);

CREATE INDEX external_participant_by_organisation
  ON external_participant (organisation_id, number, id);

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

CREATE TRIGGER follow_up_is_never_changed BEFORE UPDATE ON follow_up
BEGIN SELECT RAISE(ABORT, 'follow_up_is_append_only'); END;

CREATE VIEW goal (
  id, organisation_id, number, track_id, pillar, subject, text, measure, due_date, state,
  agreed_by_id, agreed_date, end_date, created_us, updated_us, revision, import_number,
  import_hash, import_origin, import_claim
) AS
  SELECT goal_all.id, goal_all.organisation_id, goal_all.number, goal_all.track_id,
         goal_all.pillar, goal_all.subject, goal_all.text, goal_all.measure, goal_all.due_date,
         goal_all.state, goal_all.agreed_by_id, goal_all.agreed_date, goal_all.end_date,
         goal_all.created_us, goal_all.updated_us, goal_all.revision, goal_all.import_number,
         goal_all.import_hash, goal_all.import_origin,
         goal_all.import_claim
  FROM goal_all
  WHERE goal_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = goal_all.import_number);

CREATE TABLE "goal_all" (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES "organisation_all" (id),
  number          TEXT   NOT NULL,
  track_id        TEXT   NOT NULL REFERENCES "track_all" (id),
  pillar          BIGINT NOT NULL,
  subject         BIGINT NOT NULL,
  text            TEXT   NOT NULL,
  measure         TEXT   NOT NULL,
  due_date        TEXT   NOT NULL,
  state           BIGINT NOT NULL,
  agreed_by_id    TEXT   REFERENCES "member_all" (id),
  agreed_date     TEXT   NOT NULL,
  end_date        TEXT   NOT NULL,
  created_us      BIGINT NOT NULL,
  updated_us      BIGINT NOT NULL,
  revision        BIGINT NOT NULL, import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '', import_origin TEXT NOT NULL DEFAULT '', import_claim BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT goal_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT goal_is_due_after_agreement CHECK (agreed_date = '' OR due_date >= agreed_date)
);

CREATE INDEX goal_by_import ON goal_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX goal_by_track ON "goal_all" (track_id, state, due_date);

CREATE TABLE goal_event (
  goal_id        TEXT   NOT NULL REFERENCES "goal_all" (id),
  position       BIGINT NOT NULL,
  verb           BIGINT NOT NULL,
  state          BIGINT NOT NULL,
  date           TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  note           TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT goal_event_is_unique PRIMARY KEY (goal_id, position)
);

CREATE TRIGGER goal_event_is_never_changed
BEFORE UPDATE OF goal_id, position, verb, state, account_handle, note, created_us ON goal_event
BEGIN SELECT RAISE(ABORT, 'goal_event_is_append_only'); END;

CREATE VIEW household (
  id, organisation_id, number, neighbourhood, type, created_us, updated_us, revision, import_number,
  import_hash, shielded
) AS
  SELECT household_all.id, household_all.organisation_id, household_all.number,
         household_all.neighbourhood, household_all.type, household_all.created_us,
         household_all.updated_us, household_all.revision, household_all.import_number,
         household_all.import_hash, household_all.shielded
  FROM household_all
  WHERE household_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = household_all.import_number);

CREATE TABLE household_address (
  household_id TEXT   NOT NULL PRIMARY KEY REFERENCES household_all (id),
  address      TEXT   NOT NULL,
  updated_us   BIGINT NOT NULL
);

CREATE TABLE "household_all" (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES "organisation_all" (id),
  number          TEXT   NOT NULL,
  neighbourhood   BIGINT NOT NULL,
  type            BIGINT NOT NULL,
  created_us      BIGINT NOT NULL,
  updated_us      BIGINT NOT NULL,
  revision        BIGINT NOT NULL, import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '', shielded BOOLEAN NOT NULL DEFAULT FALSE,
  CONSTRAINT household_number_is_unique UNIQUE (number, organisation_id)
);

CREATE INDEX household_by_import ON household_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX household_by_organisation ON "household_all" (organisation_id, number, id);

CREATE TABLE household_event (
  household_id       TEXT   NOT NULL REFERENCES "household_all" (id),
  position           BIGINT NOT NULL,
  kind               BIGINT NOT NULL,
  date               TEXT   NOT NULL,
  member_numbers     TEXT   NOT NULL,  -- with spaces between
  other_id           TEXT   REFERENCES "household_all" (id),
  from_neighbourhood BIGINT NOT NULL,
  to_neighbourhood   BIGINT NOT NULL,
  note               TEXT   NOT NULL,
  account_handle     TEXT   NOT NULL,
  created_us         BIGINT NOT NULL,
  CONSTRAINT household_event_is_unique PRIMARY KEY (household_id, position)
);

CREATE TRIGGER household_event_is_never_changed BEFORE UPDATE ON household_event
BEGIN SELECT RAISE(ABORT, 'household_event_is_append_only'); END;

CREATE VIEW household_word (household_id, source_id, word, organisation_id) AS
  SELECT household_word_all.household_id, household_word_all.source_id, household_word_all.word,
         household_word_all.organisation_id
  FROM household_word_all
  WHERE household_word_all.source_id = household_word_all.household_id
    OR EXISTS (SELECT 1 FROM member AS m WHERE m.id = household_word_all.source_id);

CREATE TABLE "household_word_all" (
  household_id TEXT NOT NULL REFERENCES "household_all" (id),
  source_id    TEXT NOT NULL,
  word         TEXT NOT NULL, organisation_id TEXT NOT NULL DEFAULT '',
  CONSTRAINT household_word_is_unique PRIMARY KEY (household_id, source_id, word)
);

CREATE INDEX household_word_by_organisation
  ON household_word_all (organisation_id, word, household_id);

CREATE TABLE import (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES "organisation_all" (id),
  state           BIGINT NOT NULL,
  report          BYTEA  NOT NULL,  -- kansrijk.v1.Import with its files only
  created_us      BIGINT NOT NULL,
  committed_us    BIGINT NOT NULL
, number BIGINT NOT NULL DEFAULT 0, account_id TEXT NOT NULL DEFAULT '', options BYTEA NOT NULL DEFAULT '', failure BYTEA NOT NULL DEFAULT '', rows_done BIGINT NOT NULL DEFAULT 0, rows_total BIGINT NOT NULL DEFAULT 0, changed_us BIGINT NOT NULL DEFAULT 0);

CREATE INDEX import_by_state ON import (state, changed_us, id);

CREATE TABLE import_chunk (
  import_id    TEXT   NOT NULL REFERENCES import (id),
  file         TEXT   NOT NULL,
  start_offset BIGINT NOT NULL,
  data         BYTEA  NOT NULL,
  CONSTRAINT import_chunk_is_unique PRIMARY KEY (import_id, file, start_offset)
);

CREATE TABLE import_finding (
  import_id TEXT   NOT NULL REFERENCES import (id),
  position  BIGINT NOT NULL,
  finding   BYTEA  NOT NULL,  -- kansrijk.v1.ImportFinding
  CONSTRAINT import_finding_is_unique PRIMARY KEY (import_id, position)
);

CREATE UNIQUE INDEX import_number_is_unique ON import (number);

CREATE TABLE import_unfinished (
  import_number BIGINT NOT NULL PRIMARY KEY
);

CREATE TABLE installation (
  one             BIGINT NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES organisation_all (id),
  CONSTRAINT installation_is_one CHECK (one = 1)
);

CREATE TABLE intake_check (
  track_id       TEXT   NOT NULL REFERENCES "track_all" (id),
  item           BIGINT NOT NULL,
  date           TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  CONSTRAINT intake_check_is_one_an_item PRIMARY KEY (track_id, item)
);

CREATE VIEW match (
  id, track_id, buddy_id, state, since, until, end_reason, overridden_guards, override_reason,
  created_us, updated_us, revision, import_number, import_hash,
  confirm_date
) AS
  SELECT match_all.id, match_all.track_id, match_all.buddy_id, match_all.state, match_all.since,
         match_all.until, match_all.end_reason, match_all.overridden_guards,
         match_all.override_reason, match_all.created_us, match_all.updated_us,
         match_all.revision, match_all.import_number, match_all.import_hash,
         match_all.confirm_date
  FROM match_all
  WHERE match_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = match_all.import_number);

CREATE TABLE "match_all" (
  id                TEXT   NOT NULL PRIMARY KEY,
  track_id          TEXT   NOT NULL REFERENCES "track_all" (id),
  buddy_id          TEXT   NOT NULL REFERENCES "buddy_all" (id),
  state             BIGINT NOT NULL,
  since             TEXT   NOT NULL,
  until             TEXT   NOT NULL,
  end_reason        TEXT   NOT NULL,
  overridden_guards TEXT   NOT NULL,  -- numbers of MatchGuard with spaces between
  override_reason   TEXT   NOT NULL,
  created_us        BIGINT NOT NULL,
  updated_us        BIGINT NOT NULL,
  revision          BIGINT NOT NULL, import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '', confirm_date TEXT NOT NULL DEFAULT '',
  CONSTRAINT match_ends_after_it_begins CHECK (until = '' OR until >= since)
);

CREATE INDEX match_by_buddy ON "match_all" (buddy_id, state, track_id);

CREATE INDEX match_by_import ON match_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX match_by_track ON "match_all" (track_id, buddy_id, state);

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

CREATE TABLE "member_all" (
  id                      TEXT    NOT NULL PRIMARY KEY,
  household_id            TEXT    NOT NULL REFERENCES "household_all" (id),
  organisation_id         TEXT    NOT NULL REFERENCES "organisation_all" (id),
  number                  TEXT    NOT NULL,
  given_name              TEXT    NOT NULL,
  family_name             TEXT    NOT NULL,
  birth_date              TEXT    NOT NULL,
  relation                BIGINT  NOT NULL,
  participant             BOOLEAN NOT NULL,
  phone                   TEXT    NOT NULL,
  email                   TEXT    NOT NULL,
  pregnant_or_young_child BOOLEAN NOT NULL,
  created_us              BIGINT  NOT NULL,
  updated_us              BIGINT  NOT NULL,
  revision                BIGINT  NOT NULL, languages TEXT NOT NULL DEFAULT '', phone_digits TEXT NOT NULL DEFAULT '', import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '', leave_date TEXT NOT NULL DEFAULT '', leave_reason BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT member_number_is_unique UNIQUE (number, organisation_id)
);

CREATE INDEX member_by_birth_date ON "member_all" (organisation_id, birth_date, id);

CREATE INDEX member_by_household ON "member_all" (household_id, number);

CREATE INDEX member_by_import ON member_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX member_by_phone ON "member_all" (organisation_id, phone_digits, id);

CREATE TABLE member_link (
  id             TEXT   NOT NULL PRIMARY KEY,
  first_id       TEXT   NOT NULL REFERENCES "member_all" (id),
  second_id      TEXT   NOT NULL REFERENCES "member_all" (id),
  reason         TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  unlinked_us    BIGINT,           -- NULL while it stands
  CONSTRAINT member_link_is_of_two CHECK (first_id < second_id)
);

CREATE INDEX member_link_by_first ON member_link (first_id, created_us, id);

CREATE INDEX member_link_by_second ON member_link (second_id, created_us, id);

CREATE UNIQUE INDEX member_link_stands_once ON member_link (first_id, second_id) WHERE unlinked_us IS NULL;

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

CREATE TRIGGER member_version_is_never_changed BEFORE UPDATE ON member_version
BEGIN SELECT RAISE(ABORT, 'member_version_is_append_only'); END;

CREATE TABLE notice (
  organisation_id TEXT   NOT NULL PRIMARY KEY REFERENCES organisation_all (id),
  told_us         BIGINT NOT NULL
);

CREATE TABLE number_series (
  series      TEXT   NOT NULL PRIMARY KEY,
  next_number BIGINT NOT NULL
);

CREATE VIEW organisation (
  id, code, display_name, kind, created_us, updated_us, revision, import_number, import_hash,
  confirmed_us, closed_us
) AS
  SELECT organisation_all.id, organisation_all.code, organisation_all.display_name,
         organisation_all.kind, organisation_all.created_us, organisation_all.updated_us,
         organisation_all.revision, organisation_all.import_number, organisation_all.import_hash,
         organisation_all.confirmed_us, organisation_all.closed_us
  FROM organisation_all;

CREATE TABLE "organisation_all" (
  id           TEXT   NOT NULL PRIMARY KEY,
  code         TEXT   NOT NULL,
  display_name TEXT   NOT NULL,
  kind         BIGINT NOT NULL,
  created_us   BIGINT NOT NULL,
  updated_us   BIGINT NOT NULL,
  revision     BIGINT NOT NULL, import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '', confirmed_us BIGINT, closed_us BIGINT,
  CONSTRAINT organisation_code_is_unique UNIQUE (code)
);

CREATE INDEX organisation_by_import ON organisation_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE VIEW organisation_import (organisation_id, importer_id, import_number) AS
  SELECT organisation_import_all.organisation_id, organisation_import_all.importer_id,
         organisation_import_all.import_number
  FROM organisation_import_all
  WHERE NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                    WHERE u.import_number = organisation_import_all.import_number);

CREATE TABLE organisation_import_all (
  organisation_id TEXT   NOT NULL REFERENCES organisation_all (id),
  importer_id     TEXT   NOT NULL REFERENCES organisation_all (id),
  import_number   BIGINT NOT NULL,
  CONSTRAINT organisation_import_is_one PRIMARY KEY (organisation_id, importer_id)
);

CREATE INDEX organisation_import_by_import
  ON organisation_import_all (import_number, organisation_id);

CREATE VIEW own_buddy (account_id, buddy_id) AS
  SELECT a.id, b.id
  FROM account AS a
  JOIN buddy AS b ON b.manager_id = a.organisation_id
  WHERE a.role IN (2, 3) AND a.disabled_us IS NULL;

CREATE VIEW own_organisation (account_id, organisation_id) AS
  SELECT a.id, a.organisation_id
  FROM account AS a
  WHERE a.disabled_us IS NULL
  UNION ALL
  SELECT CAST('operator' AS TEXT), v.organisation_id
  FROM visible_organisation AS v
  WHERE v.account_id = 'operator';

CREATE VIEW person_of_track (track_id, member_id) AS
  SELECT t.id, p.id
  FROM track AS t
  JOIN member AS p ON p.household_id = t.household_id
  WHERE p.id = t.participant_id
    OR NOT EXISTS (SELECT 1 FROM track AS o
                   WHERE o.participant_id = p.id AND o.state NOT IN (8, 9));

CREATE TABLE qualification (
  id             TEXT   NOT NULL PRIMARY KEY,
  buddy_id       TEXT   NOT NULL REFERENCES "buddy_all" (id),
  title          TEXT   NOT NULL,
  issuer         TEXT   NOT NULL,
  obtained_date  TEXT   NOT NULL,
  expire_date    TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT qualification_expires_after_it_was_obtained CHECK (expire_date = '' OR expire_date >= obtained_date)
);

CREATE INDEX qualification_by_buddy ON qualification (buddy_id, obtained_date, id);

CREATE TRIGGER qualification_is_never_changed BEFORE UPDATE ON qualification
BEGIN SELECT RAISE(ABORT, 'qualification_is_append_only'); END;

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

CREATE TABLE "recognition_all" (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES "organisation_all" (id),
  track_id        TEXT   NOT NULL REFERENCES "track_all" (id),
  goal_id         TEXT   NOT NULL REFERENCES "goal_all" (id),
  kind            BIGINT NOT NULL,
  amount_cents    BIGINT NOT NULL,
  date            TEXT   NOT NULL,
  text            TEXT   NOT NULL,
  account_handle  TEXT   NOT NULL,
  created_us      BIGINT NOT NULL, import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '', buddy_id TEXT REFERENCES buddy_all (id),
  CONSTRAINT recognition_of_money_is_an_incentive CHECK ((amount_cents > 0) = (kind = 3))
);

CREATE INDEX recognition_by_buddy ON recognition_all (buddy_id, date, amount_cents)
  WHERE buddy_id IS NOT NULL;

CREATE INDEX recognition_by_goal ON "recognition_all" (goal_id, date, id);

CREATE INDEX recognition_by_import ON recognition_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX recognition_by_year ON "recognition_all" (organisation_id, date, amount_cents);

CREATE TRIGGER recognition_is_never_changed
BEFORE UPDATE OF id, organisation_id, track_id, goal_id, kind, amount_cents, text, account_handle,
  created_us
ON recognition_all
BEGIN SELECT RAISE(ABORT, 'recognition_is_append_only'); END;

CREATE VIEW referral (
  id, number, from_id, to_id, reason, categories, question, person_id, track_id, consent_id,
  state, payload, sent_date, due_date, handover_date, present, start_date, end_date, outcome,
  created_us, updated_us, revision, import_number, import_hash, recorded_by_id
) AS
  SELECT referral_all.id, referral_all.number, referral_all.from_id, referral_all.to_id,
         referral_all.reason, referral_all.categories, referral_all.question,
         referral_all.person_id, referral_all.track_id, referral_all.consent_id,
         referral_all.state, referral_all.payload, referral_all.sent_date, referral_all.due_date,
         referral_all.handover_date, referral_all.present, referral_all.start_date,
         referral_all.end_date, referral_all.outcome, referral_all.created_us,
         referral_all.updated_us, referral_all.revision, referral_all.import_number,
         referral_all.import_hash, referral_all.recorded_by_id
  FROM referral_all
  WHERE referral_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = referral_all.import_number);

CREATE TABLE "referral_all" (
  id            TEXT   NOT NULL PRIMARY KEY,
  number        TEXT   NOT NULL,
  from_id       TEXT   NOT NULL REFERENCES "organisation_all" (id),
  to_id         TEXT   NOT NULL REFERENCES "organisation_all" (id),
  reason        BIGINT NOT NULL,
  categories    TEXT   NOT NULL,  -- numbers of DataCategory with spaces between
  question      TEXT   NOT NULL,
  person_id     TEXT   REFERENCES "member_all" (id),   -- NULL for a person from elsewhere
  track_id      TEXT   REFERENCES "track_all" (id),    -- that it came from, or led to
  consent_id    TEXT   REFERENCES "consent_all" (id),  -- that it was sent under
  state         BIGINT NOT NULL,
  payload       TEXT   NOT NULL,  -- ReferralPayload as JSON, frozen when sent; '' before
  sent_date     TEXT   NOT NULL,
  due_date      TEXT   NOT NULL,
  handover_date TEXT   NOT NULL,
  present       TEXT   NOT NULL,
  start_date    TEXT   NOT NULL,
  end_date      TEXT   NOT NULL,
  outcome       BIGINT NOT NULL,
  created_us    BIGINT NOT NULL,
  updated_us    BIGINT NOT NULL,
  revision      BIGINT NOT NULL, import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '', recorded_by_id TEXT REFERENCES organisation_all (id),
  CONSTRAINT referral_number_is_unique UNIQUE (number),
  CONSTRAINT referral_leads_elsewhere CHECK (from_id <> to_id),
  CONSTRAINT referral_is_sent_under_consent
    CHECK (state = 1 OR consent_id IS NOT NULL OR (state = 10 AND sent_date = ''))
);

CREATE INDEX referral_by_consent ON "referral_all" (consent_id, state, id);

CREATE INDEX referral_by_import ON referral_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX referral_by_person ON referral_all (person_id, state, id);

CREATE INDEX referral_by_recipient ON "referral_all" (to_id, created_us, id);

CREATE INDEX referral_by_recipient_state ON referral_all (to_id, state, id);

CREATE INDEX referral_by_sender ON "referral_all" (from_id, created_us, id);

CREATE INDEX referral_by_sender_state ON referral_all (from_id, state, id);

CREATE INDEX referral_by_track ON "referral_all" (track_id, state, sent_date);

CREATE TABLE referral_event (
  referral_id     TEXT   NOT NULL REFERENCES "referral_all" (id),
  position        BIGINT NOT NULL,
  verb            BIGINT NOT NULL,
  state           BIGINT NOT NULL,
  date            TEXT   NOT NULL,
  organisation_id TEXT   NOT NULL REFERENCES "organisation_all" (id),
  account_handle  TEXT   NOT NULL,
  note            TEXT   NOT NULL,
  created_us      BIGINT NOT NULL,
  CONSTRAINT referral_event_is_unique PRIMARY KEY (referral_id, position)
);

CREATE TRIGGER referral_event_is_never_changed
BEFORE UPDATE OF referral_id, position, verb, state, organisation_id, account_handle, note, created_us
ON referral_event
BEGIN SELECT RAISE(ABORT, 'referral_event_is_append_only'); END;

CREATE TRIGGER referral_payload_is_frozen BEFORE UPDATE OF payload ON "referral_all"
WHEN old.state <> 1 AND new.payload <> old.payload
BEGIN SELECT RAISE(ABORT, 'referral_payload_is_frozen'); END;

CREATE TABLE referral_unseen (
  referral_id     TEXT   NOT NULL REFERENCES referral_all (id),
  side            BIGINT NOT NULL,
  role            BIGINT NOT NULL,
  organisation_id TEXT   NOT NULL REFERENCES organisation_all (id),
  position        BIGINT NOT NULL,
  date            TEXT   NOT NULL,
  after_date      TEXT   NOT NULL,
  created_us      BIGINT NOT NULL,
  CONSTRAINT referral_unseen_is_one PRIMARY KEY (referral_id, side, role)
);

CREATE INDEX referral_unseen_by_organisation
  ON referral_unseen (organisation_id, role, referral_id, side);

CREATE TABLE review (
  id             TEXT   NOT NULL PRIMARY KEY,
  track_id       TEXT   NOT NULL REFERENCES "track_all" (id),
  date           TEXT   NOT NULL,
  note           TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL
);

CREATE INDEX review_by_track ON review (track_id, date, id);

CREATE TRIGGER review_is_never_changed BEFORE UPDATE ON review
BEGIN SELECT RAISE(ABORT, 'review_is_append_only'); END;

CREATE TABLE route (
  from_id    TEXT   NOT NULL REFERENCES "organisation_all" (id),
  to_id      TEXT   NOT NULL REFERENCES "organisation_all" (id),
  reasons    TEXT   NOT NULL,  -- numbers of ReferralReason with spaces between; '' when closed
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  revision   BIGINT NOT NULL,
  CONSTRAINT route_is_one PRIMARY KEY (from_id, to_id),
  CONSTRAINT route_leads_elsewhere CHECK (from_id <> to_id)
);

CREATE TABLE schema_migration (
    number     BIGINT NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    checksum   TEXT   NOT NULL,
    applied_us BIGINT NOT NULL
  );

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

CREATE TABLE "session_all" (
  id                    TEXT    NOT NULL PRIMARY KEY,
  organisation_id       TEXT    NOT NULL REFERENCES "organisation_all" (id),
  number                TEXT    NOT NULL,
  track_id              TEXT    NOT NULL REFERENCES "track_all" (id),
  buddy_id              TEXT    NOT NULL REFERENCES "buddy_all" (id),
  date                  TEXT    NOT NULL,
  start_time            TEXT    NOT NULL,  -- HH:MM in Europe/Amsterdam, '' when not recorded
  minutes               BIGINT  NOT NULL,
  channel               BIGINT  NOT NULL,
  no_show               BOOLEAN NOT NULL,
  note                  TEXT    NOT NULL,
  next_appointment_date TEXT    NOT NULL,
  created_us            BIGINT  NOT NULL,
  updated_us            BIGINT  NOT NULL,
  revision              BIGINT  NOT NULL, import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '', import_origin TEXT NOT NULL DEFAULT '', import_claim BIGINT NOT NULL DEFAULT 0, void_us BIGINT, void_account_handle TEXT NOT NULL DEFAULT '', void_reason TEXT NOT NULL DEFAULT '', moved_to_number TEXT NOT NULL DEFAULT '',
  CONSTRAINT session_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT session_lasts_a_day_at_most CHECK (minutes BETWEEN 0 AND 1440)
);

CREATE INDEX session_by_buddy ON "session_all" (buddy_id, date, id);

CREATE INDEX session_by_import ON session_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX session_by_organisation ON session_all (organisation_id, date, id);

CREATE INDEX session_by_track ON "session_all" (track_id, date, id);

CREATE TRIGGER session_is_voided_once
BEFORE UPDATE OF void_us, void_account_handle, void_reason, moved_to_number ON session_all
WHEN OLD.void_us IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'session_is_voided_once'); END;

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

CREATE TABLE session_version (
  session_id            TEXT    NOT NULL REFERENCES "session_all" (id),
  position              BIGINT  NOT NULL,
  kind                  BIGINT  NOT NULL,
  account_handle        TEXT    NOT NULL,
  reason                TEXT    NOT NULL,
  date                  TEXT    NOT NULL,
  start_time            TEXT    NOT NULL,
  minutes               BIGINT  NOT NULL,
  channel               BIGINT  NOT NULL,
  no_show               BOOLEAN NOT NULL,
  note                  TEXT    NOT NULL,
  next_appointment_date TEXT    NOT NULL,
  created_us            BIGINT  NOT NULL,
  CONSTRAINT session_version_is_unique PRIMARY KEY (session_id, position)
);

CREATE TRIGGER session_version_is_never_changed BEFORE UPDATE ON session_version
BEGIN SELECT RAISE(ABORT, 'session_version_is_append_only'); END;

CREATE TABLE settings (
  organisation_id                     TEXT   NOT NULL PRIMARY KEY REFERENCES "organisation_all" (id),
  days_without_session_max            BIGINT NOT NULL,
  days_waiting_max                    BIGINT NOT NULL,
  days_to_begin_assessment            BIGINT NOT NULL,
  days_before_aftercare_end           BIGINT NOT NULL,
  conduct_certificate_months_max      BIGINT NOT NULL,
  days_before_conduct_certificate_end BIGINT NOT NULL,
  days_between_reviews                BIGINT NOT NULL,
  recognition_budget_cents            BIGINT NOT NULL,
  safety_officer_id                   TEXT   REFERENCES account (id),
  updated_us                          BIGINT NOT NULL,
  revision                            BIGINT NOT NULL
, days_referral_unanswered_max BIGINT NOT NULL DEFAULT 7, days_before_basic_certificate_end BIGINT NOT NULL DEFAULT 90, days_to_log_after_match BIGINT NOT NULL DEFAULT 14, basic_certificate_from TEXT NOT NULL DEFAULT '', no_shows_in_a_row BIGINT NOT NULL DEFAULT 3, incentive_max_cents BIGINT NOT NULL DEFAULT 5000, incentive_year_max_cents BIGINT NOT NULL DEFAULT 15000, notice_email TEXT NOT NULL DEFAULT '', households_per_year_target BIGINT NOT NULL DEFAULT 30);

CREATE TABLE signal (
  id              TEXT    NOT NULL PRIMARY KEY,
  organisation_id TEXT    NOT NULL REFERENCES "organisation_all" (id),
  number          TEXT    NOT NULL,
  track_id        TEXT    NOT NULL REFERENCES "track_all" (id),
  raiser_id       TEXT    NOT NULL REFERENCES account (id),
  description     TEXT    NOT NULL,
  state           BIGINT  NOT NULL,
  handed_over     BOOLEAN NOT NULL,
  decision        BIGINT  NOT NULL,
  created_us      BIGINT  NOT NULL,
  updated_us      BIGINT  NOT NULL,
  revision        BIGINT  NOT NULL,
  CONSTRAINT signal_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT signal_is_decided_with_a_decision CHECK ((state = 6) = (decision <> 0))
);

CREATE INDEX signal_by_organisation ON signal (organisation_id, created_us, id);

CREATE INDEX signal_by_raiser ON signal (raiser_id, created_us, id);

CREATE INDEX signal_by_track ON signal (track_id, created_us, id);

CREATE TABLE signal_event (
  signal_id      TEXT   NOT NULL REFERENCES signal (id),
  position       BIGINT NOT NULL,
  verb           BIGINT NOT NULL,
  state          BIGINT NOT NULL,
  date           TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  note           TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT signal_event_is_unique PRIMARY KEY (signal_id, position)
);

CREATE TRIGGER signal_event_is_never_changed BEFORE UPDATE ON signal_event
BEGIN SELECT RAISE(ABORT, 'signal_event_is_append_only'); END;

CREATE VIEW situation (
  id, member_id, date, income, education, enrolled_in, participation_ladder, debt, created_us,
  import_number, import_hash
) AS
  SELECT situation_all.id, situation_all.member_id, situation_all.date, situation_all.income,
         situation_all.education, situation_all.enrolled_in, situation_all.participation_ladder,
         situation_all.debt, situation_all.created_us, situation_all.import_number,
         situation_all.import_hash
  FROM situation_all
  WHERE situation_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = situation_all.import_number);

CREATE TABLE "situation_all" (
  id                   TEXT   NOT NULL PRIMARY KEY,
  member_id            TEXT   NOT NULL REFERENCES "member_all" (id),
  date                 TEXT   NOT NULL,
  income               BIGINT NOT NULL,
  education            BIGINT NOT NULL,
  enrolled_in          BIGINT NOT NULL,
  participation_ladder BIGINT NOT NULL,
  debt                 BIGINT NOT NULL,
  created_us           BIGINT NOT NULL, import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '',
  CONSTRAINT situation_is_one_a_day UNIQUE (member_id, date)
);

CREATE INDEX situation_by_import ON situation_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE TRIGGER situation_is_never_changed_unkept
BEFORE UPDATE OF id, member_id, income, education, enrolled_in, participation_ladder, debt, created_us
ON situation_all
WHEN NOT EXISTS (SELECT 1 FROM situation_version AS v
                 WHERE v.situation_id = OLD.id AND v.situation_id = NEW.id
                   AND v.member_id = OLD.member_id AND v.member_id = NEW.member_id
                   AND v.date = OLD.date AND v.income = OLD.income AND v.education = OLD.education
                   AND v.enrolled_in = OLD.enrolled_in
                   AND v.participation_ladder = OLD.participation_ladder AND v.debt = OLD.debt)
BEGIN SELECT RAISE(ABORT, 'situation_is_append_only'); END;

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

CREATE TRIGGER situation_version_is_never_changed BEFORE UPDATE ON situation_version
BEGIN SELECT RAISE(ABORT, 'situation_version_is_append_only'); END;

CREATE TABLE statistics_file (
  release_id TEXT  NOT NULL REFERENCES statistics_release (id),
  path       TEXT  NOT NULL,
  content    BYTEA NOT NULL,
  CONSTRAINT statistics_file_is_unique PRIMARY KEY (release_id, path)
);

CREATE TRIGGER statistics_file_is_frozen BEFORE UPDATE ON statistics_file
BEGIN SELECT RAISE(ABORT, 'statistics_file_is_frozen'); END;

CREATE TRIGGER statistics_file_is_kept BEFORE DELETE ON statistics_file
BEGIN SELECT RAISE(ABORT, 'statistics_file_is_kept'); END;

CREATE TABLE statistics_key (
  organisation_id TEXT   NOT NULL PRIMARY KEY REFERENCES "organisation_all" (id),
  secret          BYTEA  NOT NULL,
  created_us      BIGINT NOT NULL
);

CREATE TABLE statistics_release (
  id              TEXT    NOT NULL PRIMARY KEY,
  organisation_id TEXT    NOT NULL REFERENCES "organisation_all" (id),
  code            TEXT    NOT NULL,
  sequence        BIGINT  NOT NULL,
  state           BIGINT  NOT NULL,
  correction      BOOLEAN NOT NULL,
  closing_date    TEXT    NOT NULL,
  threshold       BIGINT  NOT NULL,
  base            BIGINT  NOT NULL,
  digest          TEXT    NOT NULL,
  previous        TEXT    NOT NULL,
  content         BYTEA   NOT NULL,  -- kansrijk.v1.Release with its tables only
  proposer        TEXT    NOT NULL,
  decider         TEXT    NOT NULL,
  reason          TEXT    NOT NULL,
  created_us      BIGINT  NOT NULL,
  decided_us      BIGINT,            -- NULL while it is a proposal
  revision        BIGINT  NOT NULL,
  CONSTRAINT statistics_release_is_decided_by_another CHECK (decider <> proposer)
);

CREATE INDEX statistics_release_by_time ON statistics_release (organisation_id, created_us, id);

CREATE UNIQUE INDEX statistics_release_has_its_place ON statistics_release (organisation_id, sequence) WHERE state <> 3;

CREATE TRIGGER statistics_release_is_frozen BEFORE UPDATE ON statistics_release
WHEN old.state <> 1 OR new.digest <> old.digest OR new.previous <> old.previous
  OR new.content <> old.content OR new.sequence <> old.sequence
BEGIN SELECT RAISE(ABORT, 'statistics_release_is_frozen'); END;

CREATE TRIGGER statistics_release_is_kept BEFORE DELETE ON statistics_release
BEGIN SELECT RAISE(ABORT, 'statistics_release_is_kept'); END;

CREATE UNIQUE INDEX statistics_release_stands_once ON statistics_release (organisation_id, code) WHERE state <> 3;

CREATE TABLE statistics_snapshot (
  organisation_id TEXT    NOT NULL REFERENCES organisation_all (id),
  code            TEXT    NOT NULL,
  correction      BOOLEAN NOT NULL,
  opened          BOOLEAN NOT NULL,  -- by a privacy officer
  content         BYTEA   NOT NULL,  -- kansrijk.v1.StatisticsSnapshot
  created_us      BIGINT  NOT NULL,
  CONSTRAINT statistics_snapshot_is_unique PRIMARY KEY (organisation_id, code, correction)
);

CREATE TABLE statistics_unit (
  release_id TEXT   NOT NULL REFERENCES statistics_release (id),
  table_name TEXT   NOT NULL,
  pseudonym  TEXT   NOT NULL,
  atom       BIGINT NOT NULL, entered TEXT NOT NULL DEFAULT '',
  CONSTRAINT statistics_unit_is_one_atom PRIMARY KEY (release_id, table_name, pseudonym)
);

CREATE TRIGGER statistics_unit_is_frozen BEFORE UPDATE ON statistics_unit
BEGIN SELECT RAISE(ABORT, 'statistics_unit_is_frozen'); END;

CREATE TABLE step (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES "organisation_all" (id),
  number          TEXT   NOT NULL,
  track_id        TEXT   NOT NULL REFERENCES "track_all" (id),
  goal_id         TEXT   NOT NULL REFERENCES "goal_all" (id),
  text            TEXT   NOT NULL,
  owner_member_id TEXT   REFERENCES "member_all" (id),
  owner_buddy_id  TEXT   REFERENCES "buddy_all" (id),
  due_date        TEXT   NOT NULL,
  state           BIGINT NOT NULL,
  end_date        TEXT   NOT NULL,
  created_us      BIGINT NOT NULL,
  updated_us      BIGINT NOT NULL,
  revision        BIGINT NOT NULL,
  CONSTRAINT step_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT step_has_one_owner CHECK ((owner_member_id IS NULL) <> (owner_buddy_id IS NULL))
);

CREATE INDEX step_by_goal ON step (goal_id, due_date, number);

CREATE INDEX step_by_track ON step (track_id, state, due_date);

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

CREATE TABLE "track_all" (
  id                         TEXT   NOT NULL PRIMARY KEY,
  organisation_id            TEXT   NOT NULL REFERENCES "organisation_all" (id),
  number                     TEXT   NOT NULL,
  household_id               TEXT   NOT NULL REFERENCES "household_all" (id),
  participant_id             TEXT   NOT NULL REFERENCES "member_all" (id),
  target_group               BIGINT NOT NULL,
  intake_source              TEXT   NOT NULL,
  state                      BIGINT NOT NULL,
  apply_date                 TEXT   NOT NULL,
  start_date                 TEXT   NOT NULL,
  planned_end_date           TEXT   NOT NULL,
  aftercare_end_date         TEXT   NOT NULL,
  close_date                 TEXT   NOT NULL,
  exit_reason                BIGINT NOT NULL,
  participation_consent_date TEXT   NOT NULL,
  end_assessment_waiver      TEXT   NOT NULL,
  created_us                 BIGINT NOT NULL,
  updated_us                 BIGINT NOT NULL,
  revision                   BIGINT NOT NULL, waiting_since TEXT NOT NULL DEFAULT '', pause_until TEXT NOT NULL DEFAULT '', import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '', backup_contact BIGINT NOT NULL DEFAULT 0, own_question TEXT NOT NULL DEFAULT '',
  CONSTRAINT track_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT track_starts_after_application CHECK (start_date = '' OR start_date >= apply_date)
);

CREATE INDEX track_by_close ON track_all (organisation_id, state, close_date, id);

CREATE INDEX track_by_household ON "track_all" (household_id, state);

CREATE INDEX track_by_import ON track_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX track_by_organisation ON track_all (organisation_id, number, id);

CREATE INDEX track_by_participant ON "track_all" (participant_id, state);

CREATE INDEX track_by_state ON "track_all" (organisation_id, state, number, id);

CREATE INDEX track_by_waiting ON "track_all" (organisation_id, state, waiting_since, number, id);

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

CREATE TRIGGER track_correction_is_never_changed BEFORE UPDATE ON track_correction
BEGIN SELECT RAISE(ABORT, 'track_correction_is_append_only'); END;

CREATE TABLE track_event (
  track_id       TEXT   NOT NULL REFERENCES "track_all" (id),
  position       BIGINT NOT NULL,
  verb           BIGINT NOT NULL,
  state          BIGINT NOT NULL,
  date           TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  note           TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT track_event_is_unique PRIMARY KEY (track_id, position)
);

CREATE TRIGGER track_event_is_never_changed
BEFORE UPDATE OF track_id, position, verb, state, account_handle, note, created_us ON track_event
BEGIN SELECT RAISE(ABORT, 'track_event_is_append_only'); END;

CREATE TABLE track_outcome (
  track_id       TEXT   NOT NULL REFERENCES "track_all" (id),
  outcome        BIGINT NOT NULL,
  date           TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT track_outcome_is_recorded_once PRIMARY KEY (track_id, outcome)
);

CREATE TRIGGER track_outcome_is_never_changed
BEFORE UPDATE OF track_id, outcome, account_handle, created_us ON track_outcome
BEGIN SELECT RAISE(ABORT, 'track_outcome_is_append_only'); END;

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

CREATE TRIGGER track_settlement_changes_its_result_alone
BEFORE UPDATE OF track_id, event_position, kind, thing_id, number, state ON track_settlement
BEGIN SELECT RAISE(ABORT, 'track_settlement_is_append_only'); END;

CREATE VIEW training (
  id, organisation_id, code, title, programme, required, retired, description, created_us,
  updated_us, revision, import_number, import_hash
) AS
  SELECT training_all.id, training_all.organisation_id, training_all.code, training_all.title,
         training_all.programme, training_all.required, training_all.retired,
         training_all.description, training_all.created_us, training_all.updated_us,
         training_all.revision, training_all.import_number, training_all.import_hash
  FROM training_all
  WHERE training_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = training_all.import_number);

CREATE TABLE "training_all" (
  id              TEXT    NOT NULL PRIMARY KEY,
  organisation_id TEXT    NOT NULL REFERENCES "organisation_all" (id),
  code            TEXT    NOT NULL,
  title           TEXT    NOT NULL,
  programme       BIGINT  NOT NULL,
  required        BOOLEAN NOT NULL,
  retired         BOOLEAN NOT NULL,
  description     TEXT    NOT NULL,
  created_us      BIGINT  NOT NULL,
  updated_us      BIGINT  NOT NULL,
  revision        BIGINT  NOT NULL, import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '',
  CONSTRAINT training_code_is_unique UNIQUE (code, organisation_id)
);

CREATE INDEX training_by_import ON training_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX training_by_organisation ON "training_all" (organisation_id, code, id);

CREATE VIEW training_session (
  id, organisation_id, number, training_id, date, half_day, place, trainer, capacity, state,
  created_us, updated_us, revision, import_number, import_hash
) AS
  SELECT training_session_all.id, training_session_all.organisation_id,
         training_session_all.number, training_session_all.training_id, training_session_all.date,
         training_session_all.half_day, training_session_all.place, training_session_all.trainer,
         training_session_all.capacity, training_session_all.state,
         training_session_all.created_us, training_session_all.updated_us,
         training_session_all.revision, training_session_all.import_number,
         training_session_all.import_hash
  FROM training_session_all
  WHERE training_session_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = training_session_all.import_number);

CREATE TABLE "training_session_all" (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES "organisation_all" (id),
  number          TEXT   NOT NULL,
  training_id     TEXT   NOT NULL REFERENCES "training_all" (id),
  date            TEXT   NOT NULL,
  half_day        BIGINT NOT NULL,  -- 0 when not recorded
  place           TEXT   NOT NULL,
  trainer         TEXT   NOT NULL,
  capacity        BIGINT NOT NULL,
  state           BIGINT NOT NULL,
  created_us      BIGINT NOT NULL,
  updated_us      BIGINT NOT NULL,
  revision        BIGINT NOT NULL, import_number BIGINT, import_hash TEXT NOT NULL DEFAULT '',
  CONSTRAINT training_session_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT training_session_has_seats CHECK (capacity BETWEEN 1 AND 500)
);

CREATE INDEX training_session_by_date ON "training_session_all" (organisation_id, date, half_day, id);

CREATE INDEX training_session_by_import ON training_session_all (import_number, id) WHERE import_number IS NOT NULL;

CREATE INDEX training_session_by_training ON "training_session_all" (training_id, date, half_day, id);

CREATE VIEW visible_academie (account_id, organisation_id) AS
  SELECT a.id, a.organisation_id
  FROM account AS a
  WHERE a.role IN (2, 3) AND a.disabled_us IS NULL
  UNION
  SELECT a.id, b.manager_id
  FROM account AS a
  JOIN buddy AS b ON b.id = a.buddy_id
  WHERE a.role = 1 AND a.disabled_us IS NULL
  UNION
  SELECT a.id, b.organisation_id
  FROM account AS a
  JOIN buddy AS b ON b.id = a.buddy_id
  WHERE a.role = 1 AND a.disabled_us IS NULL;

CREATE VIEW visible_account (account_id, seen_id) AS
  SELECT a.id, x.id
  FROM account AS a
  JOIN account AS x ON x.organisation_id = a.organisation_id
  WHERE a.role IN (2, 7) AND a.disabled_us IS NULL
  UNION ALL
  SELECT CAST('operator' AS TEXT), x.id
  FROM account AS x;

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

CREATE VIEW visible_buddy (account_id, buddy_id) AS
  SELECT a.id, b.id
  FROM account AS a
  JOIN buddy AS b ON b.manager_id = a.organisation_id OR b.organisation_id = a.organisation_id
  WHERE a.role IN (2, 3) AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, a.buddy_id
  FROM account AS a
  WHERE a.role = 1 AND a.disabled_us IS NULL;

CREATE VIEW visible_certificate (account_id, certificate_id) AS
  SELECT a.id, c.id
  FROM account AS a
  JOIN certificate AS c ON c.organisation_id = a.organisation_id
  WHERE a.role IN (2, 3) AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, c.id
  FROM account AS a
  JOIN certificate AS c ON c.buddy_id = a.buddy_id
  WHERE a.role = 1 AND a.disabled_us IS NULL;

CREATE VIEW visible_consent (account_id, consent_id) AS
  SELECT a.id, c.id
  FROM account AS a
  JOIN consent AS c ON c.organisation_id = a.organisation_id
  WHERE a.role IN (2, 4, 6) AND a.disabled_us IS NULL
    AND NOT EXISTS (SELECT 1 FROM referral AS r
                    WHERE r.consent_id = c.id AND r.recorded_by_id <> c.organisation_id)
  UNION ALL
  SELECT a.id, c.id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN person_of_track AS x ON x.track_id = m.track_id
  JOIN consent AS c ON c.subject_id = x.member_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 3;

CREATE VIEW visible_enrolment (account_id, enrolment_id) AS
  SELECT a.id, e.id
  FROM account AS a
  JOIN training_session AS s ON s.organisation_id = a.organisation_id
  JOIN enrolment AS e ON e.training_session_id = s.id
  WHERE a.role IN (2, 3) AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, e.id
  FROM account AS a
  JOIN enrolment AS e ON e.buddy_id = a.buddy_id
  WHERE a.role = 1 AND a.disabled_us IS NULL;

CREATE VIEW visible_external_participant (account_id, external_participant_id) AS
  SELECT a.id, p.id
  FROM account AS a
  JOIN external_participant AS p ON p.organisation_id = a.organisation_id
  WHERE a.role IN (2, 3) AND a.disabled_us IS NULL;

CREATE VIEW visible_household (account_id, household_id) AS
  SELECT a.id, h.id
  FROM account AS a
  JOIN household AS h ON h.organisation_id = a.organisation_id
  WHERE a.role IN (2, 6) AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, t.household_id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 3;

CREATE VIEW visible_import (account_id, import_id) AS
  SELECT a.id, i.id
  FROM account AS a
  JOIN import AS i ON i.organisation_id = a.organisation_id
  WHERE a.disabled_us IS NULL;

CREATE VIEW visible_match (account_id, match_id) AS
  SELECT a.id, m.id
  FROM account AS a
  JOIN track AS t ON t.organisation_id = a.organisation_id
  JOIN match AS m ON m.track_id = t.id
  WHERE a.role = 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, m.id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 2
    AND NOT EXISTS (SELECT 1 FROM conflict_of_interest AS c
                    WHERE c.household_id = t.household_id AND c.buddy_id = m.buddy_id)
  UNION ALL
  SELECT a.id, m.id
  FROM account AS a
  JOIN match AS o ON o.buddy_id = a.buddy_id
  JOIN match AS m ON m.track_id = o.track_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND o.state = 3;

CREATE VIEW visible_organisation (account_id, organisation_id) AS
  SELECT a.id, o.id
  FROM account AS a
  JOIN organisation AS o ON o.confirmed_us IS NOT NULL
  UNION ALL
  SELECT a.id, i.organisation_id
  FROM account AS a
  JOIN organisation_import AS i ON i.importer_id = a.organisation_id
  WHERE a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, i.organisation_id
  FROM account AS a
  JOIN installation AS n ON n.organisation_id = a.organisation_id
  JOIN organisation_import AS i ON i.importer_id <> a.organisation_id
  WHERE a.role = 7 AND a.disabled_us IS NULL
  UNION ALL
  SELECT CAST('operator' AS TEXT), o.id
  FROM organisation AS o
  WHERE o.confirmed_us IS NOT NULL
  UNION ALL
  SELECT CAST('operator' AS TEXT), i.organisation_id
  FROM organisation_import AS i;

CREATE VIEW visible_person (account_id, member_id) AS
  SELECT a.id, p.id
  FROM account AS a
  JOIN household AS h ON h.organisation_id = a.organisation_id
  JOIN member AS p ON p.household_id = h.id
  WHERE a.role IN (2, 6) AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, x.member_id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN person_of_track AS x ON x.track_id = m.track_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 3;

CREATE VIEW visible_referral (account_id, referral_id, side, until) AS
  SELECT a.id, r.id, 1, '9999-12-31'
  FROM account AS a
  JOIN referral AS r ON r.from_id = a.organisation_id
  WHERE a.role IN (2, 4) AND a.disabled_us IS NULL
    AND (r.recorded_by_id IS NULL OR r.recorded_by_id = a.organisation_id)
  UNION ALL
  SELECT a.id, r.id, 1, '9999-12-31'
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  JOIN referral AS r ON r.track_id = t.id AND r.from_id = t.organisation_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 3
    AND (r.recorded_by_id IS NULL OR r.recorded_by_id = t.organisation_id)
  UNION ALL
  SELECT a.id, r.id, 2,
         CASE WHEN r.state = 2 AND r.due_date <> '' AND r.due_date < c.valid_until
              THEN r.due_date ELSE c.valid_until END
  FROM account AS a
  JOIN referral AS r ON r.to_id = a.organisation_id
  JOIN consent AS c ON c.id = r.consent_id
  WHERE a.role IN (2, 4) AND a.disabled_us IS NULL AND r.state BETWEEN 2 AND 7
    AND c.withdrawn_us IS NULL
    AND (r.recorded_by_id IS NULL OR r.recorded_by_id = a.organisation_id);

CREATE VIEW visible_release (account_id, release_id) AS
  SELECT a.id, r.id
  FROM account AS a
  JOIN statistics_release AS r ON r.organisation_id = a.organisation_id
  WHERE a.role IN (5, 6) AND a.disabled_us IS NULL;

CREATE VIEW visible_signal (account_id, signal_id) AS
  SELECT a.id, s.id
  FROM account AS a
  JOIN signal AS s ON s.organisation_id = a.organisation_id
  WHERE a.role = 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, s.id
  FROM account AS a
  JOIN settings AS x ON x.safety_officer_id = a.id
  JOIN signal AS s ON s.organisation_id = x.organisation_id
  WHERE a.role <> 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, s.id
  FROM account AS a
  JOIN signal AS s ON s.raiser_id = a.id
  WHERE a.disabled_us IS NULL;

CREATE VIEW visible_signal_event (account_id, signal_id, position) AS
  SELECT a.id, e.signal_id, e.position
  FROM account AS a
  JOIN signal AS s ON s.organisation_id = a.organisation_id
  JOIN signal_event AS e ON e.signal_id = s.id
  WHERE a.role = 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, e.signal_id, e.position
  FROM account AS a
  JOIN settings AS x ON x.safety_officer_id = a.id
  JOIN signal AS s ON s.organisation_id = x.organisation_id
  JOIN signal_event AS e ON e.signal_id = s.id
  WHERE a.role <> 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, e.signal_id, e.position
  FROM account AS a
  JOIN signal AS s ON s.raiser_id = a.id
  JOIN signal_event AS e ON e.signal_id = s.id
  WHERE a.disabled_us IS NULL
    AND (e.position = 1
         OR EXISTS (SELECT 1 FROM match AS m
                    WHERE m.buddy_id = a.buddy_id AND m.track_id = s.track_id
                      AND (m.state = 3
                           OR (m.state IN (4, 5) AND e.created_us <= m.updated_us
                               AND (m.until = '' OR e.date <= m.until)))));

CREATE VIEW visible_track (account_id, track_id) AS
  SELECT a.id, t.id
  FROM account AS a
  JOIN track AS t ON t.organisation_id = a.organisation_id
  WHERE a.role = 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, m.track_id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 3;
