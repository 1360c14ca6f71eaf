-- What matching weighs, conflicts of interest, and buddies' own progress.

ALTER TABLE member ADD COLUMN languages TEXT NOT NULL DEFAULT '';  -- BCP 47 codes with spaces between

ALTER TABLE buddy ADD COLUMN neighbourhood BIGINT NOT NULL DEFAULT 0;
ALTER TABLE buddy ADD COLUMN experience TEXT NOT NULL DEFAULT '';  -- numbers of TargetGroup with spaces between
ALTER TABLE buddy ADD COLUMN participant_id TEXT REFERENCES member (id);
ALTER TABLE buddy ADD COLUMN participant_consent_date TEXT NOT NULL DEFAULT '';
CREATE INDEX buddy_by_manager ON buddy (manager_id, number);
CREATE UNIQUE INDEX buddy_is_one_participant ON buddy (participant_id);

CREATE TABLE conflict (
  id             TEXT   NOT NULL PRIMARY KEY,
  household_id   TEXT   NOT NULL REFERENCES household (id),
  buddy_id       TEXT   NOT NULL REFERENCES buddy (id),
  reason         TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  lifted_us      BIGINT           -- NULL while it stands
);
CREATE INDEX conflict_by_household ON conflict (household_id, created_us, id);

-- Which buddies may not be matched with which household: what was recorded and stands, and buddies who
-- are linked to a member.
CREATE VIEW conflict_of_interest (household_id, buddy_id) AS
  SELECT c.household_id, c.buddy_id
  FROM conflict AS c
  WHERE c.lifted_us IS NULL
  UNION ALL
  SELECT p.household_id, b.id
  FROM buddy AS b
  JOIN member AS p ON p.id = b.participant_id;

CREATE TABLE qualification (
  id             TEXT   NOT NULL PRIMARY KEY,
  buddy_id       TEXT   NOT NULL REFERENCES buddy (id),
  title          TEXT   NOT NULL,
  issuer         TEXT   NOT NULL,
  obtained_date  TEXT   NOT NULL,
  expire_date    TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  CONSTRAINT qualification_expires_after_it_was_obtained CHECK (expire_date = '' OR expire_date >= obtained_date)
);
CREATE INDEX qualification_by_buddy ON qualification (buddy_id, obtained_date, id);

CREATE TABLE ambition (
  id         TEXT   NOT NULL PRIMARY KEY,
  number     TEXT   NOT NULL,
  buddy_id   TEXT   NOT NULL REFERENCES buddy (id),
  manager_id TEXT   NOT NULL REFERENCES organisation (id),
  kind       BIGINT NOT NULL,
  text       TEXT   NOT NULL,
  due_date   TEXT   NOT NULL,
  state      BIGINT NOT NULL,
  end_date   TEXT   NOT NULL,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  revision   BIGINT NOT NULL,
  CONSTRAINT ambition_number_is_unique UNIQUE (number, manager_id)
);
CREATE INDEX ambition_by_buddy ON ambition (buddy_id, created_us, id);
