-- When an organisation stopped taking part.
ALTER TABLE organisation_all ADD COLUMN closed_us BIGINT;

DROP VIEW organisation;
CREATE VIEW organisation (
  id, code, display_name, kind, created_us, updated_us, revision, import_number, import_hash,
  confirmed_us, closed_us
) AS
  SELECT organisation_all.id, organisation_all.code, organisation_all.display_name,
         organisation_all.kind, organisation_all.created_us, organisation_all.updated_us,
         organisation_all.revision, organisation_all.import_number, organisation_all.import_hash,
         organisation_all.confirmed_us, organisation_all.closed_us
  FROM organisation_all;
