-- What happened to households, and records of one person that are linked.

CREATE TABLE household_event (
  household_id       TEXT   NOT NULL REFERENCES household (id),
  position           BIGINT NOT NULL,
  kind               BIGINT NOT NULL,
  date               TEXT   NOT NULL,
  member_numbers     TEXT   NOT NULL,  -- with spaces between
  other_id           TEXT   REFERENCES household (id),
  from_neighbourhood BIGINT NOT NULL,
  to_neighbourhood   BIGINT NOT NULL,
  note               TEXT   NOT NULL,
  account_handle     TEXT   NOT NULL,
  created_us         BIGINT NOT NULL,
  CONSTRAINT household_event_is_unique PRIMARY KEY (household_id, position)
);

-- The two ids in order, so that a pair is found whichever way it is named.
CREATE TABLE member_link (
  id             TEXT   NOT NULL PRIMARY KEY,
  first_id       TEXT   NOT NULL REFERENCES member (id),
  second_id      TEXT   NOT NULL REFERENCES member (id),
  reason         TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL,
  unlinked_us    BIGINT,           -- NULL while it stands
  CONSTRAINT member_link_is_of_two CHECK (first_id < second_id)
);
CREATE UNIQUE INDEX member_link_stands_once ON member_link (first_id, second_id) WHERE unlinked_us IS NULL;
CREATE INDEX member_link_by_first ON member_link (first_id, created_us, id);
CREATE INDEX member_link_by_second ON member_link (second_id, created_us, id);

-- By which probable duplicates are looked up.
ALTER TABLE member ADD COLUMN phone_digits TEXT NOT NULL DEFAULT '';  -- national digits of phone: 0612345678
UPDATE member SET phone_digits =
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(phone, '+', '00'), ' ', ''), '-', ''), '.', ''), '/', ''), '(', ''), ')', '');
UPDATE member SET phone_digits = CASE WHEN SUBSTR(phone_digits, 5, 1) = '0' THEN SUBSTR(phone_digits, 5) ELSE '0' || SUBSTR(phone_digits, 5) END
  WHERE SUBSTR(phone_digits, 1, 4) = '0031';
CREATE INDEX member_by_birth_date ON member (organisation_id, birth_date, id);
CREATE INDEX member_by_phone ON member (organisation_id, phone_digits, id);
