-- Households, members, tracks, situations, matches and sessions.

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

-- Words by which a household is found: its number, its members' numbers and names, without capitals
-- and accents. source_id is the household or the member that the word comes from.
CREATE TABLE household_word (
  household_id TEXT NOT NULL REFERENCES household (id),
  source_id    TEXT NOT NULL,
  word         TEXT NOT NULL,
  CONSTRAINT household_word_is_unique PRIMARY KEY (household_id, source_id, word)
);
CREATE INDEX household_word_by_word ON household_word (word, household_id);

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
CREATE INDEX track_by_state ON track (organisation_id, state, number, id);
CREATE INDEX track_by_household ON track (household_id, state);
CREATE INDEX track_by_participant ON track (participant_id, state);

-- What happened to a track, in order.
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
CREATE INDEX match_by_track ON match (track_id, buddy_id, state);
CREATE INDEX match_by_buddy ON match (buddy_id, state, track_id);

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
CREATE INDEX session_by_track ON session (track_id, date, id);
CREATE INDEX session_by_buddy ON session (buddy_id, date, id);

-- What a session said before a correction, or what a later amendment says beside it.
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

-- Whom an account may see. Every query over personal data joins one of these views, so that a
-- disabled account, an ended match or another organisation sees nothing, in the same transaction.
-- Roles: 1 buddy, 2 coordinator, 6 privacy officer. Matches in force: 2 MEETING, 3 ACTIVE.
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

-- For the privacy officer: whom the access log is about, no content.
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

CREATE VIEW visible_buddy (account_id, buddy_id) AS
  SELECT a.id, b.id
  FROM account AS a
  JOIN buddy AS b ON b.manager_id = a.organisation_id OR b.organisation_id = a.organisation_id
  WHERE a.role = 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, a.buddy_id
  FROM account AS a
  WHERE a.role = 1 AND a.disabled_us IS NULL;
