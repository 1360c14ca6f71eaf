-- Made by tests/db/migrate_test.cc from the migrations; not read by anything else.

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

CREATE TABLE account (
  id              TEXT   NOT NULL PRIMARY KEY,
  handle          TEXT   NOT NULL,
  role            BIGINT NOT NULL,
  organisation_id TEXT   NOT NULL REFERENCES organisation (id),
  buddy_id        TEXT   REFERENCES buddy (id),
  disabled_us     BIGINT,
  created_us      BIGINT NOT NULL,
  updated_us      BIGINT NOT NULL,
  revision        BIGINT NOT NULL,
  CONSTRAINT account_handle_is_unique UNIQUE (handle),
  CONSTRAINT account_of_a_buddy_has_one CHECK ((role = 1) = (buddy_id IS NOT NULL))
);

CREATE TABLE account_token (
  id          TEXT   NOT NULL PRIMARY KEY,
  account_id  TEXT   NOT NULL REFERENCES account (id),
  secret_hash TEXT   NOT NULL,  -- BLAKE2b-256 of the secret, hexadecimal
  created_us  BIGINT NOT NULL,
  expires_us  BIGINT NOT NULL
);

CREATE INDEX account_token_by_account ON account_token (account_id);

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

CREATE TABLE buddy (
  id                       TEXT    NOT NULL PRIMARY KEY,
  number                   TEXT    NOT NULL,
  given_name               TEXT    NOT NULL,
  family_name              TEXT    NOT NULL,
  kind                     BIGINT  NOT NULL,
  organisation_id          TEXT    NOT NULL REFERENCES organisation (id),
  manager_id               TEXT    NOT NULL REFERENCES organisation (id),  -- whose coordinators keep the record
  conduct_certificate_date TEXT    NOT NULL,
  confidentiality_signed   BOOLEAN NOT NULL,
  basic_certificate_date   TEXT    NOT NULL,
  capacity                 BIGINT  NOT NULL,
  backup_organisation_id   TEXT    REFERENCES organisation (id),
  languages                TEXT    NOT NULL,  -- BCP 47 codes with spaces between
  created_us               BIGINT  NOT NULL,
  updated_us               BIGINT  NOT NULL,
  revision                 BIGINT  NOT NULL,
  CONSTRAINT buddy_number_is_unique UNIQUE (number, manager_id),
  CONSTRAINT buddy_capacity_is_reasonable CHECK (capacity BETWEEN 1 AND 50)
);

CREATE INDEX buddy_by_organisation ON buddy (organisation_id, number);

CREATE TABLE household (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES organisation (id),
  number          TEXT   NOT NULL,
  neighbourhood   BIGINT NOT NULL,
  type            BIGINT NOT NULL,
  created_us      BIGINT NOT NULL,
  updated_us      BIGINT NOT NULL,
  revision        BIGINT NOT NULL,
  CONSTRAINT household_number_is_unique UNIQUE (number, organisation_id)
);

CREATE TABLE household_word (
  household_id TEXT NOT NULL REFERENCES household (id),
  source_id    TEXT NOT NULL,
  word         TEXT NOT NULL,
  CONSTRAINT household_word_is_unique PRIMARY KEY (household_id, source_id, word)
);

CREATE INDEX household_word_by_word ON household_word (word, household_id);

CREATE TABLE import (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES organisation (id),
  state           BIGINT NOT NULL,
  report          BYTEA  NOT NULL,  -- kansrijk.v1.Import with its files only
  created_us      BIGINT NOT NULL,
  committed_us    BIGINT NOT NULL
);

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

CREATE TABLE import_row (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  file            TEXT NOT NULL,
  row_key         TEXT NOT NULL,
  row_hash        TEXT NOT NULL,  -- of all that the row says
  resource_id     TEXT NOT NULL,
  CONSTRAINT import_row_is_unique PRIMARY KEY (organisation_id, file, row_key)
);

CREATE TABLE match (
  id                TEXT   NOT NULL PRIMARY KEY,
  track_id          TEXT   NOT NULL REFERENCES track (id),
  buddy_id          TEXT   NOT NULL REFERENCES buddy (id),
  state             BIGINT NOT NULL,
  since             TEXT   NOT NULL,
  until             TEXT   NOT NULL,
  end_reason        TEXT   NOT NULL,
  overridden_guards TEXT   NOT NULL,  -- numbers of MatchGuard with spaces between
  override_reason   TEXT   NOT NULL,
  created_us        BIGINT NOT NULL,
  updated_us        BIGINT NOT NULL,
  revision          BIGINT NOT NULL,
  CONSTRAINT match_ends_after_it_begins CHECK (until = '' OR until >= since)
);

CREATE INDEX match_by_buddy ON match (buddy_id, state, track_id);

CREATE INDEX match_by_track ON match (track_id, buddy_id, state);

CREATE TABLE member (
  id                      TEXT    NOT NULL PRIMARY KEY,
  household_id            TEXT    NOT NULL REFERENCES household (id),
  organisation_id         TEXT    NOT NULL REFERENCES organisation (id),
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
  revision                BIGINT  NOT NULL,
  CONSTRAINT member_number_is_unique UNIQUE (number, organisation_id)
);

CREATE INDEX member_by_household ON member (household_id, number);

CREATE TABLE number_series (
  series      TEXT   NOT NULL PRIMARY KEY,
  next_number BIGINT NOT NULL
);

CREATE TABLE organisation (
  id           TEXT   NOT NULL PRIMARY KEY,
  code         TEXT   NOT NULL,
  display_name TEXT   NOT NULL,
  kind         BIGINT NOT NULL,
  created_us   BIGINT NOT NULL,
  updated_us   BIGINT NOT NULL,
  revision     BIGINT NOT NULL,
  CONSTRAINT organisation_code_is_unique UNIQUE (code)
);

CREATE TABLE schema_migration (
    number     BIGINT NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    checksum   TEXT   NOT NULL,
    applied_us BIGINT NOT NULL
  );

CREATE TABLE session (
  id                    TEXT    NOT NULL PRIMARY KEY,
  organisation_id       TEXT    NOT NULL REFERENCES organisation (id),
  number                TEXT    NOT NULL,
  track_id              TEXT    NOT NULL REFERENCES track (id),
  buddy_id              TEXT    NOT NULL REFERENCES buddy (id),
  date                  TEXT    NOT NULL,
  start_time            TEXT    NOT NULL,  -- HH:MM in Europe/Amsterdam, '' when not recorded
  minutes               BIGINT  NOT NULL,
  channel               BIGINT  NOT NULL,
  no_show               BOOLEAN NOT NULL,
  note                  TEXT    NOT NULL,
  next_appointment_date TEXT    NOT NULL,
  created_us            BIGINT  NOT NULL,
  updated_us            BIGINT  NOT NULL,
  revision              BIGINT  NOT NULL,
  CONSTRAINT session_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT session_lasts_a_day_at_most CHECK (minutes BETWEEN 0 AND 1440)
);

CREATE INDEX session_by_buddy ON session (buddy_id, date, id);

CREATE INDEX session_by_track ON session (track_id, date, id);

CREATE TABLE session_version (
  session_id            TEXT    NOT NULL REFERENCES session (id),
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

CREATE TABLE situation (
  id                   TEXT   NOT NULL PRIMARY KEY,
  member_id            TEXT   NOT NULL REFERENCES member (id),
  date                 TEXT   NOT NULL,
  income               BIGINT NOT NULL,
  education            BIGINT NOT NULL,
  enrolled_in          BIGINT NOT NULL,
  participation_ladder BIGINT NOT NULL,
  debt                 BIGINT NOT NULL,
  created_us           BIGINT NOT NULL,
  CONSTRAINT situation_is_one_a_day UNIQUE (member_id, date)
);

CREATE TRIGGER situation_is_never_changed BEFORE UPDATE ON situation
BEGIN SELECT RAISE(ABORT, 'situation_is_append_only'); END;

CREATE TABLE track (
  id                         TEXT   NOT NULL PRIMARY KEY,
  organisation_id            TEXT   NOT NULL REFERENCES organisation (id),
  number                     TEXT   NOT NULL,
  household_id               TEXT   NOT NULL REFERENCES household (id),
  participant_id             TEXT   NOT NULL REFERENCES member (id),
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
  revision                   BIGINT NOT NULL,
  CONSTRAINT track_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT track_starts_after_application CHECK (start_date = '' OR start_date >= apply_date)
);

CREATE INDEX track_by_household ON track (household_id, state);

CREATE INDEX track_by_participant ON track (participant_id, state);

CREATE INDEX track_by_state ON track (organisation_id, state, number, id);

CREATE TABLE track_event (
  track_id       TEXT   NOT NULL REFERENCES track (id),
  position       BIGINT NOT NULL,
  verb           BIGINT NOT NULL,
  state          BIGINT NOT NULL,
  date           TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  note           TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT track_event_is_unique PRIMARY KEY (track_id, position)
);

CREATE TRIGGER track_event_is_never_changed BEFORE UPDATE ON track_event
BEGIN SELECT RAISE(ABORT, 'track_event_is_append_only'); END;

CREATE VIEW visible_buddy (account_id, buddy_id) AS
  SELECT a.id, b.id
  FROM account AS a
  JOIN buddy AS b ON b.manager_id = a.organisation_id OR b.organisation_id = a.organisation_id
  WHERE a.role = 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, a.buddy_id
  FROM account AS a
  WHERE a.role = 1 AND a.disabled_us IS NULL;

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
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state IN (2, 3);

CREATE VIEW visible_track (account_id, track_id) AS
  SELECT a.id, t.id
  FROM account AS a
  JOIN track AS t ON t.organisation_id = a.organisation_id
  WHERE a.role = 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, m.track_id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state IN (2, 3);
