-- Lists begin with the organisation of who asks: no query walks past the rows of others.

CREATE INDEX track_by_organisation ON track_all (organisation_id, number, id);

ALTER TABLE household_word_all ADD COLUMN organisation_id TEXT NOT NULL DEFAULT '';

UPDATE household_word_all
SET organisation_id = (SELECT h.organisation_id FROM household_all AS h
                       WHERE h.id = household_word_all.household_id);

DROP INDEX household_word_by_word;
CREATE INDEX household_word_by_organisation
  ON household_word_all (organisation_id, word, household_id);

DROP VIEW household_word;
CREATE VIEW household_word (household_id, source_id, word, organisation_id) AS
  SELECT household_word_all.household_id, household_word_all.source_id, household_word_all.word,
         household_word_all.organisation_id
  FROM household_word_all
  WHERE household_word_all.source_id = household_word_all.household_id
    OR EXISTS (SELECT 1 FROM member AS m WHERE m.id = household_word_all.source_id);

-- As they were, but a thing may be there twice: without DISTINCT one thing is looked up by itself, not
-- the whole of what the account sees.
DROP VIEW visible_consent;
CREATE VIEW visible_consent (account_id, consent_id) AS
  SELECT a.id, c.id
  FROM account AS a
  JOIN consent AS c ON c.organisation_id = a.organisation_id
  WHERE a.role IN (2, 4, 6) AND a.disabled_us IS NULL
    AND NOT EXISTS (SELECT 1 FROM referral AS r
                    WHERE r.consent_id = c.id AND r.recorded_by_id <> c.organisation_id)
  UNION ALL
  SELECT a.id, c.id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  JOIN member AS p ON p.household_id = t.household_id
  JOIN consent AS c ON c.subject_id = p.id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state IN (2, 3);

DROP VIEW visible_referral;
CREATE VIEW visible_referral (account_id, referral_id, side, until) AS
  SELECT a.id, r.id, 1, '9999-12-31'
  FROM account AS a
  JOIN referral AS r ON r.from_id = a.organisation_id
  WHERE a.role IN (2, 4) AND a.disabled_us IS NULL
    AND (r.recorded_by_id IS NULL OR r.recorded_by_id = a.organisation_id)
  UNION ALL
  SELECT a.id, r.id, 1, '9999-12-31'
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  JOIN referral AS r ON r.track_id = t.id AND r.from_id = t.organisation_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state IN (2, 3)
    AND (r.recorded_by_id IS NULL OR r.recorded_by_id = t.organisation_id)
  UNION ALL
  SELECT a.id, r.id, 2,
         CASE WHEN r.state = 2 AND r.due_date <> '' AND r.due_date < c.valid_until
              THEN r.due_date ELSE c.valid_until END
  FROM account AS a
  JOIN referral AS r ON r.to_id = a.organisation_id
  JOIN consent AS c ON c.id = r.consent_id
  WHERE a.role IN (2, 4) AND a.disabled_us IS NULL AND r.state BETWEEN 2 AND 7
    AND c.withdrawn_us IS NULL
    AND (r.recorded_by_id IS NULL OR r.recorded_by_id = a.organisation_id);

-- Whose access records concern: the organisation of a household or an account, or the organisation
-- itself. Ids begin after households/, accounts/ and organisations/.
CREATE VIEW access_subject_organisation (sequence, organisation_id) AS
  SELECT s.sequence, h.organisation_id
  FROM access_subject AS s
  JOIN household_all AS h ON h.id = SUBSTR(s.subject, 12)
  UNION ALL
  SELECT s.sequence, a.organisation_id
  FROM access_subject AS s
  JOIN account AS a ON a.id = SUBSTR(s.subject, 10)
  UNION ALL
  SELECT s.sequence, o.id
  FROM access_subject AS s
  JOIN organisation_all AS o ON o.id = SUBSTR(s.subject, 15);

-- The records of what accounts of other organisations did with what is an organisation's.
CREATE TABLE access_by_others (
  organisation_id TEXT   NOT NULL REFERENCES organisation_all (id),
  sequence        BIGINT NOT NULL REFERENCES access_record (sequence),
  CONSTRAINT access_by_others_is_unique PRIMARY KEY (organisation_id, sequence)
);

INSERT INTO access_by_others (organisation_id, sequence)
SELECT DISTINCT s.organisation_id, s.sequence
FROM access_subject_organisation AS s
JOIN access_record AS r ON r.sequence = s.sequence
WHERE s.organisation_id <> r.organisation_id;
