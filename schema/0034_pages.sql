-- Where a household lives stands by itself: what reads or answers households does not come across it.
-- Shielded: that is nobody's business but its own buddy's and coordinator's.

CREATE TABLE household_address (
  household_id TEXT   NOT NULL PRIMARY KEY REFERENCES household_all (id),
  address      TEXT   NOT NULL,
  updated_us   BIGINT NOT NULL
);

ALTER TABLE household_all ADD COLUMN shielded BOOLEAN NOT NULL DEFAULT FALSE;

DROP VIEW household;
CREATE VIEW household (
  id, organisation_id, number, neighbourhood, type, created_us, updated_us, revision, import_number,
  import_hash, shielded
) AS
  SELECT household_all.id, household_all.organisation_id, household_all.number,
         household_all.neighbourhood, household_all.type, household_all.created_us,
         household_all.updated_us, household_all.revision, household_all.import_number,
         household_all.import_hash, household_all.shielded
  FROM household_all
  WHERE household_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = household_all.import_number);

-- Letters with a stroke and ligatures are found as people type them; members by their year of birth
-- and their telephone number, too. Words are folded already: the letters are small ones.

INSERT INTO household_word_all (household_id, source_id, word, organisation_id)
SELECT w.household_id, w.source_id,
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(w.word,
    'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'þ', 'th'), 'æ', 'ae'), 'œ', 'oe'), 'ħ', 'h'), 'ŧ', 't'),
  w.organisation_id
FROM household_word_all AS w
WHERE w.word <> REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(w.word,
    'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'þ', 'th'), 'æ', 'ae'), 'œ', 'oe'), 'ħ', 'h'), 'ŧ', 't')
ON CONFLICT DO NOTHING;

DELETE FROM household_word_all
WHERE word <> REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(word,
    'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'þ', 'th'), 'æ', 'ae'), 'œ', 'oe'), 'ħ', 'h'), 'ŧ', 't');

INSERT INTO household_word_all (household_id, source_id, word, organisation_id)
SELECT m.household_id, m.id, SUBSTR(m.birth_date, 1, 4), m.organisation_id
FROM member_all AS m
WHERE m.birth_date <> ''
ON CONFLICT DO NOTHING;

INSERT INTO household_word_all (household_id, source_id, word, organisation_id)
SELECT m.household_id, m.id, m.phone_digits, m.organisation_id
FROM member_all AS m
WHERE m.phone_digits <> ''
ON CONFLICT DO NOTHING;

-- Sessions of an organisation by day.

CREATE INDEX session_by_organisation ON session_all (organisation_id, date, id);

-- External participants can be changed.

ALTER TABLE external_participant ADD COLUMN updated_us BIGINT NOT NULL DEFAULT 0;
ALTER TABLE external_participant ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
UPDATE external_participant SET updated_us = created_us;

-- How many households an organisation aims at in a year.

ALTER TABLE settings ADD COLUMN households_per_year_target BIGINT NOT NULL DEFAULT 30;
