-- The Buddy Academie: trainings, their sessions, enrolments, certificates.

CREATE TABLE training (
  id              TEXT    NOT NULL PRIMARY KEY,
  organisation_id TEXT    NOT NULL REFERENCES organisation (id),
  code            TEXT    NOT NULL,
  title           TEXT    NOT NULL,
  programme       BIGINT  NOT NULL,
  required        BOOLEAN NOT NULL,
  retired         BOOLEAN NOT NULL,
  description     TEXT    NOT NULL,
  created_us      BIGINT  NOT NULL,
  updated_us      BIGINT  NOT NULL,
  revision        BIGINT  NOT NULL,
  CONSTRAINT training_code_is_unique UNIQUE (code, organisation_id)
);
CREATE INDEX training_by_organisation ON training (organisation_id, code, id);

CREATE TABLE training_session (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES organisation (id),
  number          TEXT   NOT NULL,
  training_id     TEXT   NOT NULL REFERENCES training (id),
  date            TEXT   NOT NULL,
  half_day        BIGINT NOT NULL,  -- 0 when not recorded
  place           TEXT   NOT NULL,
  trainer         TEXT   NOT NULL,
  capacity        BIGINT NOT NULL,
  state           BIGINT NOT NULL,
  created_us      BIGINT NOT NULL,
  updated_us      BIGINT NOT NULL,
  revision        BIGINT NOT NULL,
  CONSTRAINT training_session_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT training_session_has_seats CHECK (capacity BETWEEN 1 AND 500)
);
CREATE INDEX training_session_by_date ON training_session (organisation_id, date, half_day, id);
CREATE INDEX training_session_by_training ON training_session (training_id, date, half_day, id);

CREATE TABLE external_participant (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES organisation (id),
  number          TEXT   NOT NULL,
  display_name    TEXT   NOT NULL,
  employer_id     TEXT   NOT NULL REFERENCES organisation (id),
  created_us      BIGINT NOT NULL,
  CONSTRAINT external_participant_number_is_unique UNIQUE (number, organisation_id)
);
CREATE INDEX external_participant_by_organisation
  ON external_participant (organisation_id, number, id);

CREATE TABLE enrolment (
  id                      TEXT   NOT NULL PRIMARY KEY,
  training_session_id     TEXT   NOT NULL REFERENCES training_session (id),
  buddy_id                TEXT   REFERENCES buddy (id),
  external_participant_id TEXT   REFERENCES external_participant (id),
  state                   BIGINT NOT NULL,
  created_us              BIGINT NOT NULL,
  updated_us              BIGINT NOT NULL,
  revision                BIGINT NOT NULL,
  CONSTRAINT enrolment_is_of_one CHECK ((buddy_id IS NULL) <> (external_participant_id IS NULL))
);
CREATE INDEX enrolment_by_session ON enrolment (training_session_id, state, created_us, id);
CREATE INDEX enrolment_by_buddy ON enrolment (buddy_id, state, training_session_id);
CREATE INDEX enrolment_by_external_participant
  ON enrolment (external_participant_id, state, training_session_id);
-- Who cancelled can enrol again.
CREATE UNIQUE INDEX enrolment_of_buddy_stands_once
  ON enrolment (training_session_id, buddy_id) WHERE buddy_id IS NOT NULL AND state <> 7;
CREATE UNIQUE INDEX enrolment_of_external_participant_stands_once
  ON enrolment (training_session_id, external_participant_id)
  WHERE external_participant_id IS NOT NULL AND state <> 7;

CREATE TABLE enrolment_event (
  enrolment_id   TEXT   NOT NULL REFERENCES enrolment (id),
  position       BIGINT NOT NULL,
  verb           BIGINT NOT NULL,
  state          BIGINT NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT enrolment_event_is_unique PRIMARY KEY (enrolment_id, position)
);

CREATE TABLE certificate (
  id                      TEXT   NOT NULL PRIMARY KEY,
  organisation_id         TEXT   NOT NULL REFERENCES organisation (id),
  number                  TEXT   NOT NULL,  -- cannot be guessed
  programme               BIGINT NOT NULL,
  buddy_id                TEXT   REFERENCES buddy (id),
  external_participant_id TEXT   REFERENCES external_participant (id),
  state                   BIGINT NOT NULL,
  issue_date              TEXT   NOT NULL,
  expire_date             TEXT   NOT NULL,  -- 9999-12-31: for good
  revoke_date             TEXT   NOT NULL,
  revoke_reason           TEXT   NOT NULL,
  account_handle          TEXT   NOT NULL,
  created_us              BIGINT NOT NULL,
  updated_us              BIGINT NOT NULL,
  revision                BIGINT NOT NULL,
  CONSTRAINT certificate_number_is_unique UNIQUE (number),
  CONSTRAINT certificate_is_of_one CHECK ((buddy_id IS NULL) <> (external_participant_id IS NULL)),
  CONSTRAINT certificate_is_revoked_with_a_reason
    CHECK ((state = 2) = (revoke_date <> '') AND (state = 2) = (revoke_reason <> ''))
);
CREATE INDEX certificate_by_buddy ON certificate (buddy_id, programme, state, expire_date);
CREATE INDEX certificate_by_external_participant
  ON certificate (external_participant_id, programme, state, expire_date);
CREATE INDEX certificate_by_organisation ON certificate (organisation_id, created_us, id);

-- The modules that a certificate rests on.
CREATE TABLE certificate_module (
  certificate_id TEXT NOT NULL REFERENCES certificate (id),
  training_id    TEXT NOT NULL REFERENCES training (id),
  CONSTRAINT certificate_module_is_unique PRIMARY KEY (certificate_id, training_id)
);

-- Rules that differ from the default.
CREATE TABLE certificate_rule (
  organisation_id TEXT   NOT NULL REFERENCES organisation (id),
  programme       BIGINT NOT NULL,
  validity_months BIGINT NOT NULL,
  updated_us      BIGINT NOT NULL,
  revision        BIGINT NOT NULL,
  CONSTRAINT certificate_rule_is_one PRIMARY KEY (organisation_id, programme)
);

ALTER TABLE settings ADD COLUMN days_referral_unanswered_max BIGINT NOT NULL DEFAULT 7;
ALTER TABLE settings ADD COLUMN days_before_basic_certificate_end BIGINT NOT NULL DEFAULT 90;

-- Whose Academie an account sees: trainers and coordinators their organisation's, buddies those of
-- the organisations that employ and manage them.
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

-- A trainer enrols buddies, so sees who they are.
DROP VIEW visible_buddy;
CREATE VIEW visible_buddy (account_id, buddy_id) AS
  SELECT a.id, b.id
  FROM account AS a
  JOIN buddy AS b ON b.manager_id = a.organisation_id OR b.organisation_id = a.organisation_id
  WHERE a.role IN (2, 3) AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, a.buddy_id
  FROM account AS a
  WHERE a.role = 1 AND a.disabled_us IS NULL;
