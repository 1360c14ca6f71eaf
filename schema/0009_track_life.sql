-- Waiting list, pauses, intake checklist, outcomes.

ALTER TABLE track ADD COLUMN waiting_since TEXT NOT NULL DEFAULT '';
ALTER TABLE track ADD COLUMN pause_until TEXT NOT NULL DEFAULT '';
UPDATE track SET waiting_since = apply_date WHERE state = 3;  -- WAITING
CREATE INDEX track_by_waiting ON track (organisation_id, state, waiting_since, number, id);

CREATE TABLE intake_check (
  track_id       TEXT   NOT NULL REFERENCES track (id),
  item           BIGINT NOT NULL,
  date           TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  CONSTRAINT intake_check_is_one_an_item PRIMARY KEY (track_id, item)
);

CREATE TABLE track_outcome (
  track_id       TEXT   NOT NULL REFERENCES track (id),
  outcome        BIGINT NOT NULL,
  date           TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT track_outcome_is_recorded_once PRIMARY KEY (track_id, outcome)
);
