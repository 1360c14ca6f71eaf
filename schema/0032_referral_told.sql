-- What one side of a referral does is told to the other until that has seen it; a standing consent
-- carries on what it covers; a curator or mentor signs for an adult; an organisation can have it
-- written that something waits.

-- What one side has not seen yet: a row for each role whose accounts work there. `position` is the step
-- that the other side took, 0 when a step is not what it is about: a correction, a consent withdrawn.
-- With `after_date` it holds once that day has passed: the last one on which a referral could be opened.
CREATE TABLE referral_unseen (
  referral_id     TEXT   NOT NULL REFERENCES referral_all (id),
  side            BIGINT NOT NULL,
  role            BIGINT NOT NULL,
  organisation_id TEXT   NOT NULL REFERENCES organisation_all (id),
  position        BIGINT NOT NULL,
  date            TEXT   NOT NULL,
  after_date      TEXT   NOT NULL,
  created_us      BIGINT NOT NULL,
  CONSTRAINT referral_unseen_is_one PRIMARY KEY (referral_id, side, role)
);
CREATE INDEX referral_unseen_by_organisation
  ON referral_unseen (organisation_id, role, referral_id, side);
CREATE INDEX referral_by_sender_state ON referral_all (from_id, state, id);
CREATE INDEX referral_by_recipient_state ON referral_all (to_id, state, id);
CREATE INDEX referral_by_person ON referral_all (person_id, state, id);

-- Referrals that are out (state 2 SENT) will be told of when they expire. Of the others, what was there
-- before counts as seen. Roles 1 BUDDY, 2 COORDINATOR, 4 PARTNER; side 1 SENDER.
INSERT INTO referral_unseen (referral_id, side, role, organisation_id, position, date, after_date,
  created_us)
SELECT DISTINCT r.id, 1, a.role, r.from_id, 0, r.due_date, r.due_date, r.updated_us
FROM referral_all AS r
JOIN account AS a ON a.organisation_id = r.from_id AND a.role IN (1, 2, 4)
WHERE r.state = 2 AND r.recorded_by_id IS NULL AND a.disabled_us IS NULL
  AND r.due_date >= (SELECT MAX(l.sent_date) FROM referral_all AS l);

-- 0: the person signed, or for one under 16 a parent or legal representative; else a number of
-- ConsentCapacity.
DROP VIEW visible_consent;
DROP VIEW visible_referral;
DROP VIEW consent;
ALTER TABLE consent_all ADD COLUMN capacity BIGINT NOT NULL DEFAULT 0;

CREATE VIEW consent (
  id, organisation_id, number, subject_id, subject_name, recipient_id, purpose, categories,
  valid_from, valid_until, form, witness, subject_signed, parent_id, representative,
  account_handle, withdraw_date, withdraw_account_handle, withdrawn_us, created_us, updated_us,
  revision, import_number, import_hash, capacity
) AS
  SELECT consent_all.id, consent_all.organisation_id, consent_all.number, consent_all.subject_id,
         consent_all.subject_name, consent_all.recipient_id, consent_all.purpose,
         consent_all.categories, consent_all.valid_from, consent_all.valid_until,
         consent_all.form, consent_all.witness, consent_all.subject_signed, consent_all.parent_id,
         consent_all.representative, consent_all.account_handle, consent_all.withdraw_date,
         consent_all.withdraw_account_handle, consent_all.withdrawn_us, consent_all.created_us,
         consent_all.updated_us, consent_all.revision, consent_all.import_number,
         consent_all.import_hash, consent_all.capacity
  FROM consent_all
  WHERE consent_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = consent_all.import_number);

-- As before, but for a buddy once the match is ACTIVE (3).
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
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 3;

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
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 3
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

-- A referral that runs (states 2 SENT to 6 STARTED) under a consent that was renewed goes on under the
-- one that stands longest and has all of its categories (each a digit). One that was withdrawn stays so.
UPDATE referral_all
SET consent_id = COALESCE(
  (SELECT c.id
   FROM consent AS c
   WHERE c.subject_id = referral_all.person_id AND c.recipient_id = referral_all.to_id
     AND c.purpose = referral_all.reason AND c.withdrawn_us IS NULL
     AND c.valid_until > (SELECT o.valid_until FROM consent AS o WHERE o.id = referral_all.consent_id)
     AND NOT EXISTS (
       SELECT 1
       FROM (SELECT '1' AS digit UNION ALL SELECT '2' UNION ALL SELECT '3' UNION ALL SELECT '4') AS d
       WHERE LENGTH(REPLACE(referral_all.categories, d.digit, '')) < LENGTH(referral_all.categories)
         AND LENGTH(REPLACE(c.categories, d.digit, '')) = LENGTH(c.categories))
   ORDER BY c.valid_until DESC, c.id DESC
   LIMIT 1),
  consent_id)
WHERE state BETWEEN 2 AND 6 AND recorded_by_id IS NULL
  AND EXISTS (SELECT 1 FROM consent AS o
              WHERE o.id = referral_all.consent_id AND o.withdrawn_us IS NULL);

-- Where the server writes that something waits; '': nowhere. Up to when that was told.
ALTER TABLE settings ADD COLUMN notice_email TEXT NOT NULL DEFAULT '';
CREATE TABLE notice (
  organisation_id TEXT   NOT NULL PRIMARY KEY REFERENCES organisation_all (id),
  told_us         BIGINT NOT NULL
);
