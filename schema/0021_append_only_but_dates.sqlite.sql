-- Histories are only ever added to; but a date in them that cannot be is put right, which
-- date_correction keeps.

CREATE TRIGGER date_correction_is_never_changed BEFORE UPDATE ON date_correction
BEGIN SELECT RAISE(ABORT, 'date_correction_is_append_only'); END;

DROP TRIGGER situation_is_never_changed;
CREATE TRIGGER situation_is_never_changed
BEFORE UPDATE OF id, member_id, income, education, enrolled_in, participation_ladder, debt, created_us
ON situation_all
BEGIN SELECT RAISE(ABORT, 'situation_is_append_only'); END;

DROP TRIGGER track_event_is_never_changed;
CREATE TRIGGER track_event_is_never_changed
BEFORE UPDATE OF track_id, position, verb, state, account_handle, note, created_us ON track_event
BEGIN SELECT RAISE(ABORT, 'track_event_is_append_only'); END;

DROP TRIGGER track_outcome_is_never_changed;
CREATE TRIGGER track_outcome_is_never_changed
BEFORE UPDATE OF track_id, outcome, account_handle, created_us ON track_outcome
BEGIN SELECT RAISE(ABORT, 'track_outcome_is_append_only'); END;

DROP TRIGGER goal_event_is_never_changed;
CREATE TRIGGER goal_event_is_never_changed
BEFORE UPDATE OF goal_id, position, verb, state, account_handle, note, created_us ON goal_event
BEGIN SELECT RAISE(ABORT, 'goal_event_is_append_only'); END;

DROP TRIGGER recognition_is_never_changed;
CREATE TRIGGER recognition_is_never_changed
BEFORE UPDATE OF id, organisation_id, track_id, goal_id, kind, amount_cents, text, account_handle,
  created_us
ON recognition_all
BEGIN SELECT RAISE(ABORT, 'recognition_is_append_only'); END;

DROP TRIGGER referral_event_is_never_changed;
CREATE TRIGGER referral_event_is_never_changed
BEFORE UPDATE OF referral_id, position, verb, state, organisation_id, account_handle, note, created_us
ON referral_event
BEGIN SELECT RAISE(ABORT, 'referral_event_is_append_only'); END;
