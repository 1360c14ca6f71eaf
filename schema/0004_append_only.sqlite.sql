-- The access log, the history of tracks and sessions, and situations are only ever added to.

CREATE TRIGGER access_record_is_never_changed BEFORE UPDATE ON access_record
BEGIN SELECT RAISE(ABORT, 'access_record_is_append_only'); END;
CREATE TRIGGER access_record_is_never_deleted BEFORE DELETE ON access_record
BEGIN SELECT RAISE(ABORT, 'access_record_is_append_only'); END;
CREATE TRIGGER access_subject_is_never_changed BEFORE UPDATE ON access_subject
BEGIN SELECT RAISE(ABORT, 'access_subject_is_append_only'); END;
CREATE TRIGGER access_subject_is_never_deleted BEFORE DELETE ON access_subject
BEGIN SELECT RAISE(ABORT, 'access_subject_is_append_only'); END;
CREATE TRIGGER situation_is_never_changed BEFORE UPDATE ON situation
BEGIN SELECT RAISE(ABORT, 'situation_is_append_only'); END;
CREATE TRIGGER track_event_is_never_changed BEFORE UPDATE ON track_event
BEGIN SELECT RAISE(ABORT, 'track_event_is_append_only'); END;
CREATE TRIGGER session_version_is_never_changed BEFORE UPDATE ON session_version
BEGIN SELECT RAISE(ABORT, 'session_version_is_append_only'); END;
