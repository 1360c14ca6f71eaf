-- Safety signals (meldcode), seen by few.

CREATE TABLE signal (
  id              TEXT    NOT NULL PRIMARY KEY,
  organisation_id TEXT    NOT NULL REFERENCES organisation (id),
  number          TEXT    NOT NULL,
  track_id        TEXT    NOT NULL REFERENCES track (id),
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

-- Coordinators of the organisation, its appointed officer, and the raiser.
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
