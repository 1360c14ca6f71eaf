-- What an import brings in of other organisations. A partner that was unknown is unconfirmed: only who
-- imported it sees it, until an administrator or the operator confirms it. A referral that was imported
-- is history that one side recorded: the other side sees nothing of it.

DROP VIEW visible_consent;
DROP VIEW visible_referral;
DROP VIEW organisation;
DROP VIEW referral;

-- confirmed_us: NULL until then. Organisations that are there stay confirmed.
ALTER TABLE organisation_all ADD COLUMN confirmed_us BIGINT;
UPDATE organisation_all
SET confirmed_us = created_us;

-- Who imported an organisation that was unconfirmed then, and by which import. Two that import the same
-- code share the organisation: the second one gets the name that the first one gave it, and learns
-- nothing else. So it is this row, not the organisation, that an unfinished import hides.
CREATE TABLE organisation_import_all (
  organisation_id TEXT   NOT NULL REFERENCES organisation_all (id),
  importer_id     TEXT   NOT NULL REFERENCES organisation_all (id),
  import_number   BIGINT NOT NULL,
  CONSTRAINT organisation_import_is_one PRIMARY KEY (organisation_id, importer_id)
);
CREATE INDEX organisation_import_by_import
  ON organisation_import_all (import_number, organisation_id);

CREATE VIEW organisation_import (organisation_id, importer_id, import_number) AS
  SELECT organisation_import_all.organisation_id, organisation_import_all.importer_id,
         organisation_import_all.import_number
  FROM organisation_import_all
  WHERE NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                    WHERE u.import_number = organisation_import_all.import_number);

-- recorded_by_id: the organisation that recorded the referral as history; NULL when it went through
-- the system. A draft is no history, nor is one that was sent since, with its payload. Until now an
-- import took referrals of either side, always to or from its own tracks.
ALTER TABLE referral_all ADD COLUMN recorded_by_id TEXT REFERENCES organisation_all (id);
UPDATE referral_all
SET recorded_by_id = COALESCE((SELECT t.organisation_id FROM track_all AS t
                               WHERE t.id = referral_all.track_id), from_id)
WHERE import_hash <> '' AND payload = '' AND state <> 1;

-- Also those of unfinished imports: organisation_import leaves them out.
CREATE VIEW organisation (
  id, code, display_name, kind, created_us, updated_us, revision, import_number, import_hash,
  confirmed_us
) AS
  SELECT organisation_all.id, organisation_all.code, organisation_all.display_name,
         organisation_all.kind, organisation_all.created_us, organisation_all.updated_us,
         organisation_all.revision, organisation_all.import_number, organisation_all.import_hash,
         organisation_all.confirmed_us
  FROM organisation_all;

CREATE VIEW referral (
  id, number, from_id, to_id, reason, categories, question, person_id, track_id, consent_id,
  state, payload, sent_date, due_date, handover_date, present, start_date, end_date, outcome,
  created_us, updated_us, revision, import_number, import_hash, recorded_by_id
) AS
  SELECT referral_all.id, referral_all.number, referral_all.from_id, referral_all.to_id,
         referral_all.reason, referral_all.categories, referral_all.question,
         referral_all.person_id, referral_all.track_id, referral_all.consent_id,
         referral_all.state, referral_all.payload, referral_all.sent_date, referral_all.due_date,
         referral_all.handover_date, referral_all.present, referral_all.start_date,
         referral_all.end_date, referral_all.outcome, referral_all.created_us,
         referral_all.updated_us, referral_all.revision, referral_all.import_number,
         referral_all.import_hash, referral_all.recorded_by_id
  FROM referral_all
  WHERE referral_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = referral_all.import_number);

-- Everybody sees what is confirmed; of the rest an organisation what it imported, and administrators
-- what waits to be confirmed. The operator is an administrator without an account. (The cast gives all
-- parts one type: else SQLite would make the whole view before it looks for one row.)
CREATE VIEW visible_organisation (account_id, organisation_id) AS
  SELECT a.id, o.id
  FROM account AS a
  JOIN organisation AS o ON o.confirmed_us IS NOT NULL
  UNION ALL
  SELECT a.id, i.organisation_id
  FROM account AS a
  JOIN organisation_import AS i ON i.importer_id = a.organisation_id OR a.role = 7
  WHERE a.disabled_us IS NULL
  UNION ALL
  SELECT CAST('operator' AS TEXT), o.id
  FROM organisation AS o
  WHERE o.confirmed_us IS NOT NULL
  UNION ALL
  SELECT CAST('operator' AS TEXT), i.organisation_id
  FROM organisation_import AS i;

-- Coordinators and the privacy officer of the organisation that keeps it, its intake workers, and
-- the buddies of the person's household. Not what another organisation's import put there in its name.
CREATE VIEW visible_consent (account_id, consent_id) AS
  SELECT a.id, c.id
  FROM account AS a
  JOIN consent AS c ON c.organisation_id = a.organisation_id
  WHERE a.role IN (2, 4, 6) AND a.disabled_us IS NULL
    AND NOT EXISTS (SELECT 1 FROM referral AS r
                    WHERE r.consent_id = c.id AND r.recorded_by_id <> c.organisation_id)
  UNION ALL
  SELECT DISTINCT a.id, c.id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  JOIN member AS p ON p.household_id = t.household_id
  JOIN consent AS c ON c.subject_id = p.id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state IN (2, 3);

-- Who sees a referral, from which side (1 sender, 2 recipient), and until which day. The recipient
-- sees it from SENT to COMPLETED, as long as the consent stands that it was sent under, and a SENT
-- one until it expires. History is for the side that recorded it.
CREATE VIEW visible_referral (account_id, referral_id, side, until) AS
  SELECT a.id, r.id, 1, '9999-12-31'
  FROM account AS a
  JOIN referral AS r ON r.from_id = a.organisation_id
  WHERE a.role IN (2, 4) AND a.disabled_us IS NULL
    AND (r.recorded_by_id IS NULL OR r.recorded_by_id = a.organisation_id)
  UNION ALL
  SELECT DISTINCT a.id, r.id, 1, '9999-12-31'
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
