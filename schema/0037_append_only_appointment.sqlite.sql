-- What happened to an appointment is only ever added to; so is follow-up.

CREATE TRIGGER appointment_event_is_never_changed BEFORE UPDATE ON appointment_event
BEGIN SELECT RAISE(ABORT, 'appointment_event_is_append_only'); END;
CREATE TRIGGER follow_up_is_never_changed BEFORE UPDATE ON follow_up
BEGIN SELECT RAISE(ABORT, 'follow_up_is_append_only'); END;
