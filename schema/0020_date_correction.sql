-- Dates that could not be, such as 2199-09-15, and what stands in their place since.

CREATE TABLE date_correction (
  track_id       TEXT   NOT NULL REFERENCES track_all (id),
  position       BIGINT NOT NULL,
  wrong_date     TEXT   NOT NULL,
  date           TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT date_correction_is_unique PRIMARY KEY (track_id, position)
);
