-- Outcome statistics: releases with their files, and what each unit was in them.

CREATE TABLE statistics_release (
  id              TEXT    NOT NULL PRIMARY KEY,
  organisation_id TEXT    NOT NULL REFERENCES organisation (id),
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
-- Of the rejected (3) there may be several.
CREATE UNIQUE INDEX statistics_release_stands_once ON statistics_release (organisation_id, code) WHERE state <> 3;
CREATE UNIQUE INDEX statistics_release_has_its_place ON statistics_release (organisation_id, sequence) WHERE state <> 3;
CREATE INDEX statistics_release_by_time ON statistics_release (organisation_id, created_us, id);

CREATE TABLE statistics_file (
  release_id TEXT  NOT NULL REFERENCES statistics_release (id),
  path       TEXT  NOT NULL,
  content    BYTEA NOT NULL,
  CONSTRAINT statistics_file_is_unique PRIMARY KEY (release_id, path)
);

-- A unit by a pseudonym that only the key of the organisation leads to; so an old release stays as
-- it was when its household is erased.
CREATE TABLE statistics_unit (
  release_id TEXT   NOT NULL REFERENCES statistics_release (id),
  table_name TEXT   NOT NULL,
  pseudonym  TEXT   NOT NULL,
  atom       BIGINT NOT NULL,
  CONSTRAINT statistics_unit_is_one_atom PRIMARY KEY (release_id, table_name, pseudonym)
);

CREATE TABLE statistics_key (
  organisation_id TEXT   NOT NULL PRIMARY KEY REFERENCES organisation (id),
  secret          BYTEA  NOT NULL,
  created_us      BIGINT NOT NULL
);

-- Statisticians (5) and privacy officers (6).
CREATE VIEW visible_release (account_id, release_id) AS
  SELECT a.id, r.id
  FROM account AS a
  JOIN statistics_release AS r ON r.organisation_id = a.organisation_id
  WHERE a.role IN (5, 6) AND a.disabled_us IS NULL;
