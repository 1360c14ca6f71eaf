-- Buddies come and go, and see a household once their match is ACTIVE: a match that is MEETING is all
-- that they see of it. Match states 2 MEETING, 3 ACTIVE, 4 ENDED, 5 DECLINED; roles 1 BUDDY, 2
-- COORDINATOR, 3 TRAINER, 4 PARTNER, 6 PRIVACY_OFFICER.

DROP VIEW visible_household;
DROP VIEW visible_track;
DROP VIEW visible_consent;
DROP VIEW visible_referral;
DROP VIEW visible_signal_event;
DROP VIEW visible_buddy;
DROP VIEW visible_academie;
DROP VIEW ended_match;
DROP VIEW conflict_of_interest;
DROP VIEW match;
DROP VIEW track;
DROP VIEW buddy;

ALTER TABLE buddy_all ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE buddy_all ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE buddy_all ADD COLUMN absent_from TEXT NOT NULL DEFAULT '';
ALTER TABLE buddy_all ADD COLUMN absent_until TEXT NOT NULL DEFAULT '';
ALTER TABLE buddy_all ADD COLUMN left_date TEXT NOT NULL DEFAULT '';
ALTER TABLE buddy_all ADD COLUMN backup_name TEXT NOT NULL DEFAULT '';
ALTER TABLE buddy_all ADD COLUMN backup_phone TEXT NOT NULL DEFAULT '';

-- Day on which the buddy confirmed that there is no conflict of interest.
ALTER TABLE match_all ADD COLUMN confirm_date TEXT NOT NULL DEFAULT '';

ALTER TABLE track_all ADD COLUMN backup_contact BIGINT NOT NULL DEFAULT 0;

-- The name under which it was issued; of those issued until now, the name of today.
ALTER TABLE certificate ADD COLUMN holder_name TEXT NOT NULL DEFAULT '';
UPDATE certificate
SET holder_name = COALESCE(
  (SELECT CASE WHEN b.family_name = '' THEN b.given_name
               ELSE b.given_name || ' ' || b.family_name END
   FROM buddy_all AS b WHERE b.id = certificate.buddy_id),
  (SELECT p.display_name
   FROM external_participant AS p WHERE p.id = certificate.external_participant_id),
  '');

-- From when a match needs a basic certificate; '' not at all. Until now from the day of the first
-- certificate of the organisation on, which stays so where there is one. (Programme 1 BASIC.)
ALTER TABLE settings ADD COLUMN basic_certificate_from TEXT NOT NULL DEFAULT '';
INSERT INTO settings (organisation_id, days_without_session_max, days_waiting_max,
  days_to_begin_assessment, days_before_aftercare_end, conduct_certificate_months_max,
  days_before_conduct_certificate_end, days_between_reviews, recognition_budget_cents,
  safety_officer_id, updated_us, revision)
SELECT o.id, 21, 42, 28, 30, 36, 60, 14, 0, NULL, o.updated_us, 1
FROM organisation_all AS o
WHERE EXISTS (SELECT 1 FROM buddy_all AS b
              WHERE b.manager_id = o.id
                AND (b.basic_certificate_date <> ''
                     OR EXISTS (SELECT 1 FROM certificate AS c
                                WHERE c.buddy_id = b.id AND c.programme = 1)))
ON CONFLICT (organisation_id) DO NOTHING;
UPDATE settings
SET basic_certificate_from = COALESCE(
  (SELECT MIN(f.date)
   FROM (SELECT b.basic_certificate_date AS date, b.manager_id AS manager_id
         FROM buddy_all AS b
         WHERE b.basic_certificate_date <> ''
         UNION ALL
         SELECT c.issue_date, b.manager_id
         FROM certificate AS c
         JOIN buddy_all AS b ON b.id = c.buddy_id
         WHERE c.programme = 1) AS f
   WHERE f.manager_id = settings.organisation_id),
  '');

CREATE VIEW buddy (
  id, number, given_name, family_name, kind, organisation_id, manager_id,
  conduct_certificate_date, confidentiality_signed, basic_certificate_date, capacity,
  backup_organisation_id, languages, created_us, updated_us, revision, neighbourhood,
  experience, participant_id, participant_consent_date, import_number, import_hash,
  phone, email, absent_from, absent_until, left_date, backup_name, backup_phone
) AS
  SELECT buddy_all.id, buddy_all.number, buddy_all.given_name, buddy_all.family_name,
         buddy_all.kind, buddy_all.organisation_id, buddy_all.manager_id,
         buddy_all.conduct_certificate_date, buddy_all.confidentiality_signed,
         buddy_all.basic_certificate_date, buddy_all.capacity, buddy_all.backup_organisation_id,
         buddy_all.languages, buddy_all.created_us, buddy_all.updated_us, buddy_all.revision,
         buddy_all.neighbourhood, buddy_all.experience, buddy_all.participant_id,
         buddy_all.participant_consent_date, buddy_all.import_number, buddy_all.import_hash,
         buddy_all.phone, buddy_all.email, buddy_all.absent_from, buddy_all.absent_until,
         buddy_all.left_date, buddy_all.backup_name, buddy_all.backup_phone
  FROM buddy_all
  WHERE buddy_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = buddy_all.import_number);

CREATE VIEW track (
  id, organisation_id, number, household_id, participant_id, target_group, intake_source, state,
  apply_date, start_date, planned_end_date, aftercare_end_date, close_date, exit_reason,
  participation_consent_date, end_assessment_waiver, created_us, updated_us, revision,
  waiting_since, pause_until, import_number, import_hash,
  backup_contact
) AS
  SELECT track_all.id, track_all.organisation_id, track_all.number, track_all.household_id,
         track_all.participant_id, track_all.target_group, track_all.intake_source,
         track_all.state, track_all.apply_date, track_all.start_date, track_all.planned_end_date,
         track_all.aftercare_end_date, track_all.close_date, track_all.exit_reason,
         track_all.participation_consent_date, track_all.end_assessment_waiver,
         track_all.created_us, track_all.updated_us, track_all.revision, track_all.waiting_since,
         track_all.pause_until, track_all.import_number, track_all.import_hash,
         track_all.backup_contact
  FROM track_all
  WHERE track_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = track_all.import_number);

CREATE VIEW match (
  id, track_id, buddy_id, state, since, until, end_reason, overridden_guards, override_reason,
  created_us, updated_us, revision, import_number, import_hash,
  confirm_date
) AS
  SELECT match_all.id, match_all.track_id, match_all.buddy_id, match_all.state, match_all.since,
         match_all.until, match_all.end_reason, match_all.overridden_guards,
         match_all.override_reason, match_all.created_us, match_all.updated_us,
         match_all.revision, match_all.import_number, match_all.import_hash,
         match_all.confirm_date
  FROM match_all
  WHERE match_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = match_all.import_number);

CREATE VIEW conflict_of_interest (household_id, buddy_id) AS
  SELECT c.household_id, c.buddy_id
  FROM conflict AS c
  WHERE c.lifted_us IS NULL
  UNION ALL
  SELECT p.household_id, b.id
  FROM buddy AS b
  JOIN member AS p ON p.id = b.participant_id;

CREATE VIEW ended_match (account_id, match_id, track_id) AS
  SELECT a.id, m.id, m.track_id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 4
    AND NOT EXISTS (SELECT 1 FROM conflict_of_interest AS c
                    WHERE c.household_id = t.household_id AND c.buddy_id = m.buddy_id);

CREATE VIEW visible_academie (account_id, organisation_id) AS
  SELECT a.id, a.organisation_id
  FROM account AS a
  WHERE a.role IN (2, 3) AND a.disabled_us IS NULL
  UNION
  SELECT a.id, b.manager_id
  FROM account AS a
  JOIN buddy AS b ON b.id = a.buddy_id
  WHERE a.role = 1 AND a.disabled_us IS NULL
  UNION
  SELECT a.id, b.organisation_id
  FROM account AS a
  JOIN buddy AS b ON b.id = a.buddy_id
  WHERE a.role = 1 AND a.disabled_us IS NULL;

CREATE VIEW visible_buddy (account_id, buddy_id) AS
  SELECT a.id, b.id
  FROM account AS a
  JOIN buddy AS b ON b.manager_id = a.organisation_id OR b.organisation_id = a.organisation_id
  WHERE a.role IN (2, 3) AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, a.buddy_id
  FROM account AS a
  WHERE a.role = 1 AND a.disabled_us IS NULL;

CREATE VIEW visible_track (account_id, track_id) AS
  SELECT a.id, t.id
  FROM account AS a
  JOIN track AS t ON t.organisation_id = a.organisation_id
  WHERE a.role = 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, m.track_id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 3;

-- A match itself: a buddy sees the own one that is MEETING, unless a conflict of interest is known,
-- and all of a track that is the own.
CREATE VIEW visible_match (account_id, match_id) AS
  SELECT a.id, m.id
  FROM account AS a
  JOIN track AS t ON t.organisation_id = a.organisation_id
  JOIN match AS m ON m.track_id = t.id
  WHERE a.role = 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, m.id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 2
    AND NOT EXISTS (SELECT 1 FROM conflict_of_interest AS c
                    WHERE c.household_id = t.household_id AND c.buddy_id = m.buddy_id)
  UNION ALL
  SELECT a.id, m.id
  FROM account AS a
  JOIN match AS o ON o.buddy_id = a.buddy_id
  JOIN match AS m ON m.track_id = o.track_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND o.state = 3;

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
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 3;

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

CREATE VIEW visible_signal_event (account_id, signal_id, position) AS
  SELECT a.id, e.signal_id, e.position
  FROM account AS a
  JOIN signal AS s ON s.organisation_id = a.organisation_id
  JOIN signal_event AS e ON e.signal_id = s.id
  WHERE a.role = 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, e.signal_id, e.position
  FROM account AS a
  JOIN settings AS x ON x.safety_officer_id = a.id
  JOIN signal AS s ON s.organisation_id = x.organisation_id
  JOIN signal_event AS e ON e.signal_id = s.id
  WHERE a.role <> 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, e.signal_id, e.position
  FROM account AS a
  JOIN signal AS s ON s.raiser_id = a.id
  JOIN signal_event AS e ON e.signal_id = s.id
  WHERE a.disabled_us IS NULL
    AND (e.position = 1
         OR EXISTS (SELECT 1 FROM match AS m
                    WHERE m.buddy_id = a.buddy_id AND m.track_id = s.track_id
                      AND (m.state = 3
                           OR (m.state IN (4, 5) AND e.created_us <= m.updated_us
                               AND (m.until = '' OR e.date <= m.until)))));
