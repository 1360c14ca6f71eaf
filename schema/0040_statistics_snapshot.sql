-- What single units were when a period was opened for previews, or first proposed: every preview and
-- proposal of it shows that moment. It goes when the release is published or the period opened again.

CREATE TABLE statistics_snapshot (
  organisation_id TEXT    NOT NULL REFERENCES organisation_all (id),
  code            TEXT    NOT NULL,
  correction      BOOLEAN NOT NULL,
  opened          BOOLEAN NOT NULL,  -- by a privacy officer
  content         BYTEA   NOT NULL,  -- kansrijk.v1.StatisticsSnapshot
  created_us      BIGINT  NOT NULL,
  CONSTRAINT statistics_snapshot_is_unique PRIMARY KEY (organisation_id, code, correction)
);
