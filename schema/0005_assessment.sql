-- Assessments: the levels given to the items of an instrument (schema/instruments).

CREATE TABLE assessment (
  id                 TEXT   NOT NULL PRIMARY KEY,
  organisation_id    TEXT   NOT NULL REFERENCES organisation (id),
  number             TEXT   NOT NULL,
  track_id           TEXT   NOT NULL REFERENCES track (id),
  instrument         TEXT   NOT NULL,
  instrument_version TEXT   NOT NULL,
  moment             BIGINT NOT NULL,
  date               TEXT   NOT NULL,
  note               TEXT   NOT NULL,
  account_handle     TEXT   NOT NULL,
  created_us         BIGINT NOT NULL,
  updated_us         BIGINT NOT NULL,
  revision           BIGINT NOT NULL,
  CONSTRAINT assessment_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT assessment_of_a_moment_is_one UNIQUE (track_id, moment, instrument, instrument_version)
);
CREATE INDEX assessment_by_track ON assessment (track_id, date, id);

CREATE TABLE assessment_score (
  assessment_id TEXT   NOT NULL REFERENCES assessment (id),
  item          TEXT   NOT NULL,
  level         BIGINT NOT NULL,
  CONSTRAINT assessment_score_is_one_an_item PRIMARY KEY (assessment_id, item)
);

-- What an assessment said before a correction; scores as kansrijk.v1.AssessmentVersion.
CREATE TABLE assessment_version (
  assessment_id  TEXT   NOT NULL REFERENCES assessment (id),
  position       BIGINT NOT NULL,
  account_handle TEXT   NOT NULL,
  date           TEXT   NOT NULL,
  note           TEXT   NOT NULL,
  scores         BYTEA  NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT assessment_version_is_unique PRIMARY KEY (assessment_id, position)
);
