-- Imports: their files until they are committed, what was found in them, and which rows came in.

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

-- Rows that came in, by what identifies them in their file, so that they come in once.
CREATE TABLE import_row (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  file            TEXT NOT NULL,
  row_key         TEXT NOT NULL,
  row_hash        TEXT NOT NULL,  -- of all that the row says
  resource_id     TEXT NOT NULL,
  CONSTRAINT import_row_is_unique PRIMARY KEY (organisation_id, file, row_key)
);
