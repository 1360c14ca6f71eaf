-- Administrators are administrators of one organisation. What they, and others in the office, see of
-- accounts and organisations; and how long the one who raised a safety signal sees its steps.

-- Login names are unique within an organisation, so that adding an account says nothing about who works
-- for another. The constraint that kept them unique over all of them now keeps them so with the code of
-- the organisation before them (KO:layla), which is also how the operator names one that occurs twice.
ALTER TABLE account RENAME COLUMN handle TO qualified_handle;
ALTER TABLE account ADD COLUMN handle TEXT NOT NULL DEFAULT '';
UPDATE account
SET handle = qualified_handle,
    qualified_handle = (SELECT o.code FROM organisation_all AS o WHERE o.id = account.organisation_id)
                       || ':' || qualified_handle;
CREATE INDEX account_by_handle ON account (handle, organisation_id);
CREATE INDEX account_by_organisation ON account (organisation_id, handle);

-- The organisation that runs this installation: the first one. Its administrators and the operator add
-- and confirm organisations.
CREATE TABLE installation (
  one             BIGINT NOT NULL PRIMARY KEY,
  organisation_id TEXT   NOT NULL REFERENCES organisation_all (id),
  CONSTRAINT installation_is_one CHECK (one = 1)
);
INSERT INTO installation (one, organisation_id)
SELECT 1, o.id
FROM organisation_all AS o
ORDER BY o.created_us, o.id
LIMIT 1;

-- Everybody sees what is confirmed; of the rest an organisation what it imported, and administrators of
-- the one that runs the installation what waits to be confirmed. The operator is an administrator
-- without an account. (The cast gives all parts one type: else SQLite would make the whole view before
-- it looks for one row.)
DROP VIEW visible_organisation;
CREATE VIEW visible_organisation (account_id, organisation_id) AS
  SELECT a.id, o.id
  FROM account AS a
  JOIN organisation AS o ON o.confirmed_us IS NOT NULL
  UNION ALL
  SELECT a.id, i.organisation_id
  FROM account AS a
  JOIN organisation_import AS i ON i.importer_id = a.organisation_id
  WHERE a.disabled_us IS NULL
  UNION ALL
  SELECT a.id, i.organisation_id
  FROM account AS a
  JOIN installation AS n ON n.organisation_id = a.organisation_id
  JOIN organisation_import AS i ON i.importer_id <> a.organisation_id
  WHERE a.role = 7 AND a.disabled_us IS NULL
  UNION ALL
  SELECT CAST('operator' AS TEXT), o.id
  FROM organisation AS o
  WHERE o.confirmed_us IS NOT NULL
  UNION ALL
  SELECT CAST('operator' AS TEXT), i.organisation_id
  FROM organisation_import AS i;

-- The organisation that someone acts for; the operator acts for all.
CREATE VIEW own_organisation (account_id, organisation_id) AS
  SELECT a.id, a.organisation_id
  FROM account AS a
  WHERE a.disabled_us IS NULL
  UNION ALL
  SELECT CAST('operator' AS TEXT), v.organisation_id
  FROM visible_organisation AS v
  WHERE v.account_id = 'operator';

-- Accounts of the own organisation: administrators keep them, coordinators appoint one of them as safety
-- officer. The operator keeps all.
CREATE VIEW visible_account (account_id, seen_id) AS
  SELECT a.id, x.id
  FROM account AS a
  JOIN account AS x ON x.organisation_id = a.organisation_id
  WHERE a.role IN (2, 7) AND a.disabled_us IS NULL
  UNION ALL
  SELECT CAST('operator' AS TEXT), x.id
  FROM account AS x;

-- The steps of a signal that an account sees. Coordinators and the appointed officer see all. So does
-- the buddy who raised it, while a match of the buddy with the track is in force; after that only what
-- was done and recorded before the match ended, and the raising itself.
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
                      AND (m.state IN (2, 3)
                           OR (m.state IN (4, 5) AND e.created_us <= m.updated_us
                               AND (m.until = '' OR e.date <= m.until)))));
