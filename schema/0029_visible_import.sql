-- Who sees an import, and a participant of trainings from elsewhere: the organisation that has it.

CREATE VIEW visible_external_participant (account_id, external_participant_id) AS
  SELECT a.id, p.id
  FROM account AS a
  JOIN external_participant AS p ON p.organisation_id = a.organisation_id
  WHERE a.role IN (2, 3) AND a.disabled_us IS NULL;

CREATE VIEW visible_import (account_id, import_id) AS
  SELECT a.id, i.id
  FROM account AS a
  JOIN import AS i ON i.organisation_id = a.organisation_id
  WHERE a.disabled_us IS NULL;
