-- Goals, their steps and recognition.

CREATE TABLE goal (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES organisation (id),
  number          TEXT   NOT NULL,
  track_id        TEXT   NOT NULL REFERENCES track (id),
  pillar          BIGINT NOT NULL,
  subject         BIGINT NOT NULL,
  text            TEXT   NOT NULL,
  measure         TEXT   NOT NULL,
  due_date        TEXT   NOT NULL,
  state           BIGINT NOT NULL,
  agreed_by_id    TEXT   REFERENCES member (id),
  agreed_date     TEXT   NOT NULL,
  end_date        TEXT   NOT NULL,
  created_us      BIGINT NOT NULL,
  updated_us      BIGINT NOT NULL,
  revision        BIGINT NOT NULL,
  CONSTRAINT goal_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT goal_is_due_after_agreement CHECK (agreed_date = '' OR due_date >= agreed_date)
);
CREATE INDEX goal_by_track ON goal (track_id, state, due_date);

-- What happened to a goal, in order.
CREATE TABLE goal_event (
  goal_id        TEXT   NOT NULL REFERENCES goal (id),
  position       BIGINT NOT NULL,
  verb           BIGINT NOT NULL,
  state          BIGINT NOT NULL,
  date           TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  note           TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT goal_event_is_unique PRIMARY KEY (goal_id, position)
);

CREATE TABLE step (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES organisation (id),
  number          TEXT   NOT NULL,
  track_id        TEXT   NOT NULL REFERENCES track (id),
  goal_id         TEXT   NOT NULL REFERENCES goal (id),
  text            TEXT   NOT NULL,
  owner_member_id TEXT   REFERENCES member (id),
  owner_buddy_id  TEXT   REFERENCES buddy (id),
  due_date        TEXT   NOT NULL,
  state           BIGINT NOT NULL,
  end_date        TEXT   NOT NULL,
  created_us      BIGINT NOT NULL,
  updated_us      BIGINT NOT NULL,
  revision        BIGINT NOT NULL,
  CONSTRAINT step_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT step_has_one_owner CHECK ((owner_member_id IS NULL) <> (owner_buddy_id IS NULL))
);
CREATE INDEX step_by_goal ON step (goal_id, due_date, number);
CREATE INDEX step_by_track ON step (track_id, state, due_date);

CREATE TABLE recognition (
  id              TEXT   NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES organisation (id),
  track_id        TEXT   NOT NULL REFERENCES track (id),
  goal_id         TEXT   NOT NULL REFERENCES goal (id),
  kind            BIGINT NOT NULL,
  amount_cents    BIGINT NOT NULL,
  date            TEXT   NOT NULL,
  text            TEXT   NOT NULL,
  account_handle  TEXT   NOT NULL,
  created_us      BIGINT NOT NULL,
  CONSTRAINT recognition_of_money_is_an_incentive CHECK ((amount_cents > 0) = (kind = 3))
);
CREATE INDEX recognition_by_goal ON recognition (goal_id, date, id);
CREATE INDEX recognition_by_year ON recognition (organisation_id, date, amount_cents);
