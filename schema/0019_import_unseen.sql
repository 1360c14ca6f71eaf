-- What an import writes is seen by nobody until the import is finished. Tables that an import writes
-- to are read through a view of their old name, which leaves out the rows of unfinished imports.

DROP VIEW visible_track;
DROP VIEW visible_household;
DROP VIEW conflict_of_interest;
DROP VIEW visible_signal;
DROP VIEW visible_academie;
DROP VIEW visible_enrolment;
DROP VIEW visible_certificate;
DROP VIEW visible_buddy;
DROP VIEW visible_consent;
DROP VIEW visible_referral;
DROP VIEW visible_release;

ALTER TABLE organisation RENAME TO organisation_all;
ALTER TABLE buddy RENAME TO buddy_all;
ALTER TABLE household RENAME TO household_all;
ALTER TABLE member RENAME TO member_all;
ALTER TABLE track RENAME TO track_all;
ALTER TABLE situation RENAME TO situation_all;
ALTER TABLE match RENAME TO match_all;
ALTER TABLE assessment RENAME TO assessment_all;
ALTER TABLE goal RENAME TO goal_all;
ALTER TABLE recognition RENAME TO recognition_all;
ALTER TABLE session RENAME TO session_all;
ALTER TABLE training RENAME TO training_all;
ALTER TABLE training_session RENAME TO training_session_all;
ALTER TABLE enrolment RENAME TO enrolment_all;
ALTER TABLE consent RENAME TO consent_all;
ALTER TABLE referral RENAME TO referral_all;
ALTER TABLE household_word RENAME TO household_word_all;

-- import_number: of the import that brought the row in; NULL when no import did. import_hash: of all
-- that the row of the spreadsheet says, by which it is known when it comes again.
ALTER TABLE organisation_all ADD COLUMN import_number BIGINT;
ALTER TABLE organisation_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE buddy_all ADD COLUMN import_number BIGINT;
ALTER TABLE buddy_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE household_all ADD COLUMN import_number BIGINT;
ALTER TABLE household_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE member_all ADD COLUMN import_number BIGINT;
ALTER TABLE member_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE track_all ADD COLUMN import_number BIGINT;
ALTER TABLE track_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE situation_all ADD COLUMN import_number BIGINT;
ALTER TABLE situation_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE match_all ADD COLUMN import_number BIGINT;
ALTER TABLE match_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE assessment_all ADD COLUMN import_number BIGINT;
ALTER TABLE assessment_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE goal_all ADD COLUMN import_number BIGINT;
ALTER TABLE goal_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE recognition_all ADD COLUMN import_number BIGINT;
ALTER TABLE recognition_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE session_all ADD COLUMN import_number BIGINT;
ALTER TABLE session_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE training_all ADD COLUMN import_number BIGINT;
ALTER TABLE training_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE training_session_all ADD COLUMN import_number BIGINT;
ALTER TABLE training_session_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE enrolment_all ADD COLUMN import_number BIGINT;
ALTER TABLE enrolment_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE consent_all ADD COLUMN import_number BIGINT;
ALTER TABLE consent_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE referral_all ADD COLUMN import_number BIGINT;
ALTER TABLE referral_all ADD COLUMN import_hash TEXT NOT NULL DEFAULT '';

-- Of alike rows: where a refused row stood that came back mended (12:sessies.csv:3), and the last
-- import that counted this one as its own.
ALTER TABLE goal_all ADD COLUMN import_origin TEXT NOT NULL DEFAULT '';
ALTER TABLE goal_all ADD COLUMN import_claim BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session_all ADD COLUMN import_origin TEXT NOT NULL DEFAULT '';
ALTER TABLE session_all ADD COLUMN import_claim BIGINT NOT NULL DEFAULT 0;

CREATE INDEX organisation_by_import ON organisation_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX buddy_by_import ON buddy_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX household_by_import ON household_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX member_by_import ON member_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX track_by_import ON track_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX situation_by_import ON situation_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX match_by_import ON match_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX assessment_by_import ON assessment_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX goal_by_import ON goal_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX recognition_by_import ON recognition_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX session_by_import ON session_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX training_by_import ON training_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX training_session_by_import ON training_session_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX enrolment_by_import ON enrolment_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX consent_by_import ON consent_all (import_number, id) WHERE import_number IS NOT NULL;
CREATE INDEX referral_by_import ON referral_all (import_number, id) WHERE import_number IS NOT NULL;

-- What came in so far is known by its rows from here on. (Situations never change: they are known by
-- what they say.)
CREATE INDEX import_row_by_resource ON import_row (resource_id);
UPDATE organisation_all
SET import_hash = COALESCE((SELECT MAX(r.row_hash) FROM import_row AS r
                            WHERE r.resource_id = organisation_all.id AND r.file = 'organisaties'), '')
WHERE id IN (SELECT r.resource_id FROM import_row AS r WHERE r.file = 'organisaties');
UPDATE buddy_all
SET import_hash = COALESCE((SELECT MAX(r.row_hash) FROM import_row AS r
                            WHERE r.resource_id = buddy_all.id AND r.file = 'buddys'), '')
WHERE id IN (SELECT r.resource_id FROM import_row AS r WHERE r.file = 'buddys');
UPDATE household_all
SET import_hash = COALESCE((SELECT MAX(r.row_hash) FROM import_row AS r
                            WHERE r.resource_id = household_all.id AND r.file = 'huishoudens'), '')
WHERE id IN (SELECT r.resource_id FROM import_row AS r WHERE r.file = 'huishoudens');
UPDATE member_all
SET import_hash = COALESCE((SELECT MAX(r.row_hash) FROM import_row AS r
                            WHERE r.resource_id = member_all.id AND r.file = 'leden'), '')
WHERE id IN (SELECT r.resource_id FROM import_row AS r WHERE r.file = 'leden');
UPDATE track_all
SET import_hash = COALESCE((SELECT MAX(r.row_hash) FROM import_row AS r
                            WHERE r.resource_id = track_all.id AND r.file = 'trajecten'), '')
WHERE id IN (SELECT r.resource_id FROM import_row AS r WHERE r.file = 'trajecten');
UPDATE match_all
SET import_hash = COALESCE((SELECT MAX(r.row_hash) FROM import_row AS r
                            WHERE r.resource_id = match_all.id AND r.file = 'koppelingen'), '')
WHERE id IN (SELECT r.resource_id FROM import_row AS r WHERE r.file = 'koppelingen');
UPDATE assessment_all
SET import_hash = COALESCE((SELECT MAX(r.row_hash) FROM import_row AS r
                            WHERE r.resource_id = assessment_all.id AND r.file = 'metingen'), '')
WHERE id IN (SELECT r.resource_id FROM import_row AS r WHERE r.file = 'metingen');
UPDATE goal_all
SET import_hash = COALESCE((SELECT MAX(r.row_hash) FROM import_row AS r
                            WHERE r.resource_id = goal_all.id AND r.file = 'doelen'), '')
WHERE id IN (SELECT r.resource_id FROM import_row AS r WHERE r.file = 'doelen');
UPDATE session_all
SET import_hash = COALESCE((SELECT MAX(r.row_hash) FROM import_row AS r
                            WHERE r.resource_id = session_all.id AND r.file = 'sessies'), '')
WHERE id IN (SELECT r.resource_id FROM import_row AS r WHERE r.file = 'sessies');
UPDATE training_all
SET import_hash = COALESCE((SELECT MAX(r.row_hash) FROM import_row AS r
                            WHERE r.resource_id = training_all.id AND r.file = 'trainingen'), '')
WHERE id IN (SELECT r.resource_id FROM import_row AS r WHERE r.file = 'trainingen');
UPDATE training_session_all
SET import_hash = COALESCE((SELECT MAX(r.row_hash) FROM import_row AS r
                            WHERE r.resource_id = training_session_all.id AND r.file = 'bijeenkomsten'), '')
WHERE id IN (SELECT r.resource_id FROM import_row AS r WHERE r.file = 'bijeenkomsten');
UPDATE enrolment_all
SET import_hash = COALESCE((SELECT MAX(r.row_hash) FROM import_row AS r
                            WHERE r.resource_id = enrolment_all.id AND r.file = 'deelnames'), '')
WHERE id IN (SELECT r.resource_id FROM import_row AS r WHERE r.file = 'deelnames');
UPDATE referral_all
SET import_hash = COALESCE((SELECT MAX(r.row_hash) FROM import_row AS r
                            WHERE r.resource_id = referral_all.id AND r.file = 'doorverwijzingen'), '')
WHERE id IN (SELECT r.resource_id FROM import_row AS r WHERE r.file = 'doorverwijzingen');
DROP TABLE import_row;

-- number: by which the rows of an import know it. options: the CommitImportRequest that started the
-- work, on behalf of account_id. failure: kansrijk.v1.ImportFinding, empty when there is none.
ALTER TABLE import ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN account_id TEXT NOT NULL DEFAULT '';
ALTER TABLE import ADD COLUMN options BYTEA NOT NULL DEFAULT '';
ALTER TABLE import ADD COLUMN failure BYTEA NOT NULL DEFAULT '';
ALTER TABLE import ADD COLUMN rows_done BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN rows_total BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN changed_us BIGINT NOT NULL DEFAULT 0;
UPDATE import
SET changed_us = created_us,
    number = (SELECT COUNT(*) FROM import AS x
              WHERE (x.created_us, x.id) <= (import.created_us, import.id));
CREATE UNIQUE INDEX import_number_is_unique ON import (number);
CREATE INDEX import_by_state ON import (state, changed_us, id);

-- Imports of which not all is written yet, or not all taken back.
CREATE TABLE import_unfinished (
  import_number BIGINT NOT NULL PRIMARY KEY
);

CREATE VIEW organisation (
  id, code, display_name, kind, created_us, updated_us, revision, import_number, import_hash
) AS
  SELECT organisation_all.id, organisation_all.code, organisation_all.display_name,
         organisation_all.kind, organisation_all.created_us, organisation_all.updated_us,
         organisation_all.revision, organisation_all.import_number, organisation_all.import_hash
  FROM organisation_all
  WHERE organisation_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = organisation_all.import_number);

CREATE VIEW buddy (
  id, number, given_name, family_name, kind, organisation_id, manager_id,
  conduct_certificate_date, confidentiality_signed, basic_certificate_date, capacity,
  backup_organisation_id, languages, created_us, updated_us, revision, neighbourhood,
  experience, participant_id, participant_consent_date, import_number, import_hash
) AS
  SELECT buddy_all.id, buddy_all.number, buddy_all.given_name, buddy_all.family_name,
         buddy_all.kind, buddy_all.organisation_id, buddy_all.manager_id,
         buddy_all.conduct_certificate_date, buddy_all.confidentiality_signed,
         buddy_all.basic_certificate_date, buddy_all.capacity, buddy_all.backup_organisation_id,
         buddy_all.languages, buddy_all.created_us, buddy_all.updated_us, buddy_all.revision,
         buddy_all.neighbourhood, buddy_all.experience, buddy_all.participant_id,
         buddy_all.participant_consent_date, buddy_all.import_number, buddy_all.import_hash
  FROM buddy_all
  WHERE buddy_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = buddy_all.import_number);

CREATE VIEW household (
  id, organisation_id, number, neighbourhood, type, created_us, updated_us, revision,
  import_number, import_hash
) AS
  SELECT household_all.id, household_all.organisation_id, household_all.number,
         household_all.neighbourhood, household_all.type, household_all.created_us,
         household_all.updated_us, household_all.revision, household_all.import_number,
         household_all.import_hash
  FROM household_all
  WHERE household_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = household_all.import_number);

CREATE VIEW member (
  id, household_id, organisation_id, number, given_name, family_name, birth_date, relation,
  participant, phone, email, pregnant_or_young_child, created_us, updated_us, revision,
  languages, phone_digits, import_number, import_hash
) AS
  SELECT member_all.id, member_all.household_id, member_all.organisation_id, member_all.number,
         member_all.given_name, member_all.family_name, member_all.birth_date,
         member_all.relation, member_all.participant, member_all.phone, member_all.email,
         member_all.pregnant_or_young_child, member_all.created_us, member_all.updated_us,
         member_all.revision, member_all.languages, member_all.phone_digits,
         member_all.import_number, member_all.import_hash
  FROM member_all
  WHERE member_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = member_all.import_number);

-- Words of members that nobody sees yet find nothing.
CREATE VIEW household_word (household_id, source_id, word) AS
  SELECT household_word_all.household_id, household_word_all.source_id, household_word_all.word
  FROM household_word_all
  WHERE household_word_all.source_id = household_word_all.household_id
    OR EXISTS (SELECT 1 FROM member AS m WHERE m.id = household_word_all.source_id);

CREATE VIEW track (
  id, organisation_id, number, household_id, participant_id, target_group, intake_source, state,
  apply_date, start_date, planned_end_date, aftercare_end_date, close_date, exit_reason,
  participation_consent_date, end_assessment_waiver, created_us, updated_us, revision,
  waiting_since, pause_until, import_number, import_hash
) AS
  SELECT track_all.id, track_all.organisation_id, track_all.number, track_all.household_id,
         track_all.participant_id, track_all.target_group, track_all.intake_source,
         track_all.state, track_all.apply_date, track_all.start_date, track_all.planned_end_date,
         track_all.aftercare_end_date, track_all.close_date, track_all.exit_reason,
         track_all.participation_consent_date, track_all.end_assessment_waiver,
         track_all.created_us, track_all.updated_us, track_all.revision, track_all.waiting_since,
         track_all.pause_until, track_all.import_number, track_all.import_hash
  FROM track_all
  WHERE track_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = track_all.import_number);

CREATE VIEW situation (
  id, member_id, date, income, education, enrolled_in, participation_ladder, debt, created_us,
  import_number, import_hash
) AS
  SELECT situation_all.id, situation_all.member_id, situation_all.date, situation_all.income,
         situation_all.education, situation_all.enrolled_in, situation_all.participation_ladder,
         situation_all.debt, situation_all.created_us, situation_all.import_number,
         situation_all.import_hash
  FROM situation_all
  WHERE situation_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = situation_all.import_number);

CREATE VIEW match (
  id, track_id, buddy_id, state, since, until, end_reason, overridden_guards, override_reason,
  created_us, updated_us, revision, import_number, import_hash
) AS
  SELECT match_all.id, match_all.track_id, match_all.buddy_id, match_all.state, match_all.since,
         match_all.until, match_all.end_reason, match_all.overridden_guards,
         match_all.override_reason, match_all.created_us, match_all.updated_us,
         match_all.revision, match_all.import_number, match_all.import_hash
  FROM match_all
  WHERE match_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = match_all.import_number);

CREATE VIEW assessment (
  id, organisation_id, number, track_id, instrument, instrument_version, moment, date, note,
  account_handle, created_us, updated_us, revision, import_number, import_hash
) AS
  SELECT assessment_all.id, assessment_all.organisation_id, assessment_all.number,
         assessment_all.track_id, assessment_all.instrument, assessment_all.instrument_version,
         assessment_all.moment, assessment_all.date, assessment_all.note,
         assessment_all.account_handle, assessment_all.created_us, assessment_all.updated_us,
         assessment_all.revision, assessment_all.import_number, assessment_all.import_hash
  FROM assessment_all
  WHERE assessment_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = assessment_all.import_number);

CREATE VIEW goal (
  id, organisation_id, number, track_id, pillar, subject, text, measure, due_date, state,
  agreed_by_id, agreed_date, end_date, created_us, updated_us, revision, import_number,
  import_hash, import_origin, import_claim
) AS
  SELECT goal_all.id, goal_all.organisation_id, goal_all.number, goal_all.track_id,
         goal_all.pillar, goal_all.subject, goal_all.text, goal_all.measure, goal_all.due_date,
         goal_all.state, goal_all.agreed_by_id, goal_all.agreed_date, goal_all.end_date,
         goal_all.created_us, goal_all.updated_us, goal_all.revision, goal_all.import_number,
         goal_all.import_hash, goal_all.import_origin,
         goal_all.import_claim
  FROM goal_all
  WHERE goal_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = goal_all.import_number);

CREATE VIEW recognition (
  id, organisation_id, track_id, goal_id, kind, amount_cents, date, text, account_handle,
  created_us, import_number, import_hash
) AS
  SELECT recognition_all.id, recognition_all.organisation_id, recognition_all.track_id,
         recognition_all.goal_id, recognition_all.kind, recognition_all.amount_cents,
         recognition_all.date, recognition_all.text, recognition_all.account_handle,
         recognition_all.created_us, recognition_all.import_number, recognition_all.import_hash
  FROM recognition_all
  WHERE recognition_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = recognition_all.import_number);

CREATE VIEW session (
  id, organisation_id, number, track_id, buddy_id, date, start_time, minutes, channel, no_show,
  note, next_appointment_date, created_us, updated_us, revision, import_number, import_hash,
  import_origin, import_claim
) AS
  SELECT session_all.id, session_all.organisation_id, session_all.number, session_all.track_id,
         session_all.buddy_id, session_all.date, session_all.start_time, session_all.minutes,
         session_all.channel, session_all.no_show, session_all.note,
         session_all.next_appointment_date, session_all.created_us, session_all.updated_us,
         session_all.revision, session_all.import_number, session_all.import_hash, session_all.import_origin,
         session_all.import_claim
  FROM session_all
  WHERE session_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = session_all.import_number);

CREATE VIEW training (
  id, organisation_id, code, title, programme, required, retired, description, created_us,
  updated_us, revision, import_number, import_hash
) AS
  SELECT training_all.id, training_all.organisation_id, training_all.code, training_all.title,
         training_all.programme, training_all.required, training_all.retired,
         training_all.description, training_all.created_us, training_all.updated_us,
         training_all.revision, training_all.import_number, training_all.import_hash
  FROM training_all
  WHERE training_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = training_all.import_number);

CREATE VIEW training_session (
  id, organisation_id, number, training_id, date, half_day, place, trainer, capacity, state,
  created_us, updated_us, revision, import_number, import_hash
) AS
  SELECT training_session_all.id, training_session_all.organisation_id,
         training_session_all.number, training_session_all.training_id, training_session_all.date,
         training_session_all.half_day, training_session_all.place, training_session_all.trainer,
         training_session_all.capacity, training_session_all.state,
         training_session_all.created_us, training_session_all.updated_us,
         training_session_all.revision, training_session_all.import_number,
         training_session_all.import_hash
  FROM training_session_all
  WHERE training_session_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = training_session_all.import_number);

CREATE VIEW enrolment (
  id, training_session_id, buddy_id, external_participant_id, state, created_us, updated_us,
  revision, import_number, import_hash
) AS
  SELECT enrolment_all.id, enrolment_all.training_session_id, enrolment_all.buddy_id,
         enrolment_all.external_participant_id, enrolment_all.state, enrolment_all.created_us,
         enrolment_all.updated_us, enrolment_all.revision, enrolment_all.import_number,
         enrolment_all.import_hash
  FROM enrolment_all
  WHERE enrolment_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = enrolment_all.import_number);

CREATE VIEW consent (
  id, organisation_id, number, subject_id, subject_name, recipient_id, purpose, categories,
  valid_from, valid_until, form, witness, subject_signed, parent_id, representative,
  account_handle, withdraw_date, withdraw_account_handle, withdrawn_us, created_us, updated_us,
  revision, import_number, import_hash
) AS
  SELECT consent_all.id, consent_all.organisation_id, consent_all.number, consent_all.subject_id,
         consent_all.subject_name, consent_all.recipient_id, consent_all.purpose,
         consent_all.categories, consent_all.valid_from, consent_all.valid_until,
         consent_all.form, consent_all.witness, consent_all.subject_signed, consent_all.parent_id,
         consent_all.representative, consent_all.account_handle, consent_all.withdraw_date,
         consent_all.withdraw_account_handle, consent_all.withdrawn_us, consent_all.created_us,
         consent_all.updated_us, consent_all.revision, consent_all.import_number,
         consent_all.import_hash
  FROM consent_all
  WHERE consent_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = consent_all.import_number);

CREATE VIEW referral (
  id, number, from_id, to_id, reason, categories, question, person_id, track_id, consent_id,
  state, payload, sent_date, due_date, handover_date, present, start_date, end_date, outcome,
  created_us, updated_us, revision, import_number, import_hash
) AS
  SELECT referral_all.id, referral_all.number, referral_all.from_id, referral_all.to_id,
         referral_all.reason, referral_all.categories, referral_all.question,
         referral_all.person_id, referral_all.track_id, referral_all.consent_id,
         referral_all.state, referral_all.payload, referral_all.sent_date, referral_all.due_date,
         referral_all.handover_date, referral_all.present, referral_all.start_date,
         referral_all.end_date, referral_all.outcome, referral_all.created_us,
         referral_all.updated_us, referral_all.revision, referral_all.import_number,
         referral_all.import_hash
  FROM referral_all
  WHERE referral_all.import_number IS NULL
    OR NOT EXISTS (SELECT 1 FROM import_unfinished AS u
                   WHERE u.import_number = referral_all.import_number);

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

CREATE VIEW conflict_of_interest (household_id, buddy_id) AS
  SELECT c.household_id, c.buddy_id
  FROM conflict AS c
  WHERE c.lifted_us IS NULL
  UNION ALL
  SELECT p.household_id, b.id
  FROM buddy AS b
  JOIN member AS p ON p.id = b.participant_id;

CREATE VIEW visible_signal (account_id, signal_id) AS
  SELECT a.id, s.id
  FROM account AS a
  JOIN signal AS s ON s.organisation_id = a.organisation_id
  WHERE a.role = 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, s.id
  FROM account AS a
  JOIN settings AS x ON x.safety_officer_id = a.id
  JOIN signal AS s ON s.organisation_id = x.organisation_id
  WHERE a.role <> 2 AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, s.id
  FROM account AS a
  JOIN signal AS s ON s.raiser_id = a.id
  WHERE a.disabled_us IS NULL;

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

CREATE VIEW visible_enrolment (account_id, enrolment_id) AS
  SELECT a.id, e.id
  FROM account AS a
  JOIN training_session AS s ON s.organisation_id = a.organisation_id
  JOIN enrolment AS e ON e.training_session_id = s.id
  WHERE a.role IN (2, 3) AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, e.id
  FROM account AS a
  JOIN enrolment AS e ON e.buddy_id = a.buddy_id
  WHERE a.role = 1 AND a.disabled_us IS NULL;

CREATE VIEW visible_certificate (account_id, certificate_id) AS
  SELECT a.id, c.id
  FROM account AS a
  JOIN certificate AS c ON c.organisation_id = a.organisation_id
  WHERE a.role IN (2, 3) AND a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, c.id
  FROM account AS a
  JOIN certificate AS c ON c.buddy_id = a.buddy_id
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

CREATE VIEW visible_consent (account_id, consent_id) AS
  SELECT a.id, c.id
  FROM account AS a
  JOIN consent AS c ON c.organisation_id = a.organisation_id
  WHERE a.role IN (2, 4, 6) AND a.disabled_us IS NULL
  UNION ALL
  SELECT DISTINCT a.id, c.id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  JOIN member AS p ON p.household_id = t.household_id
  JOIN consent AS c ON c.subject_id = p.id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state IN (2, 3);

CREATE VIEW visible_referral (account_id, referral_id, side, until) AS
  SELECT a.id, r.id, 1, '9999-12-31'
  FROM account AS a
  JOIN referral AS r ON r.from_id = a.organisation_id
  WHERE a.role IN (2, 4) AND a.disabled_us IS NULL
  UNION ALL
  SELECT DISTINCT a.id, r.id, 1, '9999-12-31'
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  JOIN referral AS r ON r.track_id = t.id AND r.from_id = t.organisation_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state IN (2, 3)
  UNION ALL
  SELECT a.id, r.id, 2,
         CASE WHEN r.state = 2 AND r.due_date <> '' AND r.due_date < c.valid_until
              THEN r.due_date ELSE c.valid_until END
  FROM account AS a
  JOIN referral AS r ON r.to_id = a.organisation_id
  JOIN consent AS c ON c.id = r.consent_id
  WHERE a.role IN (2, 4) AND a.disabled_us IS NULL AND r.state BETWEEN 2 AND 7
    AND c.withdrawn_us IS NULL;

CREATE VIEW visible_release (account_id, release_id) AS
  SELECT a.id, r.id
  FROM account AS a
  JOIN statistics_release AS r ON r.organisation_id = a.organisation_id
  WHERE a.role IN (5, 6) AND a.disabled_us IS NULL;
