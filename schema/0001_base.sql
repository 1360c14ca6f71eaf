-- Organisations, accounts, numbers, answered requests and the access log.
-- Times are BIGINT microseconds since 1970, UTC (*_us); dates are TEXT YYYY-MM-DD, '' for none.

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

-- The number that people see next in each series; numbers are never given out twice.
CREATE TABLE number_series (
  series      TEXT   NOT NULL PRIMARY KEY,
  next_number BIGINT NOT NULL
);

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

-- What a request was answered, so that a retry gets the same answer and no second effect.
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

-- Who looked at or changed whose data, when and why (NEN 7513). Chained: hash covers the record, its
-- subjects and the hash before it.
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

CREATE TABLE access_subject (
  sequence BIGINT NOT NULL REFERENCES access_record (sequence),
  position BIGINT NOT NULL,
  subject  TEXT   NOT NULL,  -- resource name: households/{household}
  CONSTRAINT access_subject_is_unique PRIMARY KEY (sequence, position)
);
CREATE INDEX access_subject_by_subject ON access_subject (subject, sequence);
