-- Buddies whom an account's organisation manages: those that it may change.

CREATE VIEW own_buddy (account_id, buddy_id) AS
  SELECT a.id, b.id
  FROM account AS a
  JOIN buddy AS b ON b.manager_id = a.organisation_id
  WHERE a.role IN (2, 3) AND a.disabled_us IS NULL;

-- Whom a track is about: the participant, and of the household those who never had a track of their
-- own. What is recorded of the others, their situations and consents, is for their own tracks' buddies.

CREATE VIEW person_of_track (track_id, member_id) AS
  SELECT t.id, p.id
  FROM track AS t
  JOIN member AS p ON p.household_id = t.household_id
  WHERE p.id = t.participant_id
    OR NOT EXISTS (SELECT 1 FROM track AS o
                   WHERE o.participant_id = p.id AND o.state NOT IN (8, 9));

CREATE VIEW visible_person (account_id, member_id) AS
  SELECT a.id, p.id
  FROM account AS a
  JOIN household AS h ON h.organisation_id = a.organisation_id
  JOIN member AS p ON p.household_id = h.id
  WHERE a.role IN (2, 6) AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, x.member_id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN person_of_track AS x ON x.track_id = m.track_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 3;

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
  JOIN person_of_track AS x ON x.track_id = m.track_id
  JOIN consent AS c ON c.subject_id = x.member_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 3;
