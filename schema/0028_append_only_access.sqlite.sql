-- What an organisation is shown of the access log is not taken away from it.

CREATE TRIGGER access_by_others_is_never_changed BEFORE UPDATE ON access_by_others
BEGIN SELECT RAISE(ABORT, 'access_by_others_is_append_only'); END;
CREATE TRIGGER access_by_others_is_never_deleted BEFORE DELETE ON access_by_others
BEGIN SELECT RAISE(ABORT, 'access_by_others_is_append_only'); END;
