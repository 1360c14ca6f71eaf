-- What was published is never changed; a proposal is decided on, once.

CREATE TRIGGER statistics_release_is_frozen BEFORE UPDATE ON statistics_release
WHEN old.state <> 1 OR new.digest <> old.digest OR new.previous <> old.previous
  OR new.content <> old.content OR new.sequence <> old.sequence
BEGIN SELECT RAISE(ABORT, 'statistics_release_is_frozen'); END;
CREATE TRIGGER statistics_release_is_kept BEFORE DELETE ON statistics_release
BEGIN SELECT RAISE(ABORT, 'statistics_release_is_kept'); END;
CREATE TRIGGER statistics_file_is_frozen BEFORE UPDATE ON statistics_file
BEGIN SELECT RAISE(ABORT, 'statistics_file_is_frozen'); END;
CREATE TRIGGER statistics_file_is_kept BEFORE DELETE ON statistics_file
BEGIN SELECT RAISE(ABORT, 'statistics_file_is_kept'); END;
CREATE TRIGGER statistics_unit_is_frozen BEFORE UPDATE ON statistics_unit
BEGIN SELECT RAISE(ABORT, 'statistics_unit_is_frozen'); END;
