-- Histories, outcomes, reviews and recognitions are only ever added to.

CREATE TRIGGER assessment_version_is_never_changed BEFORE UPDATE ON assessment_version
BEGIN SELECT RAISE(ABORT, 'assessment_version_is_append_only'); END;
CREATE TRIGGER goal_event_is_never_changed BEFORE UPDATE ON goal_event
BEGIN SELECT RAISE(ABORT, 'goal_event_is_append_only'); END;
CREATE TRIGGER household_event_is_never_changed BEFORE UPDATE ON household_event
BEGIN SELECT RAISE(ABORT, 'household_event_is_append_only'); END;
CREATE TRIGGER qualification_is_never_changed BEFORE UPDATE ON qualification
BEGIN SELECT RAISE(ABORT, 'qualification_is_append_only'); END;
CREATE TRIGGER recognition_is_never_changed BEFORE UPDATE ON recognition
BEGIN SELECT RAISE(ABORT, 'recognition_is_append_only'); END;
CREATE TRIGGER review_is_never_changed BEFORE UPDATE ON review
BEGIN SELECT RAISE(ABORT, 'review_is_append_only'); END;
CREATE TRIGGER signal_event_is_never_changed BEFORE UPDATE ON signal_event
BEGIN SELECT RAISE(ABORT, 'signal_event_is_append_only'); END;
CREATE TRIGGER track_outcome_is_never_changed BEFORE UPDATE ON track_outcome
BEGIN SELECT RAISE(ABORT, 'track_outcome_is_append_only'); END;
