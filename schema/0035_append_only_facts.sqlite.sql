-- What was recorded is only ever added to: a situation changes only when what it said is kept, and a
-- session that was voided stays so.

DROP TRIGGER situation_is_never_changed;
CREATE TRIGGER situation_is_never_changed_unkept
BEFORE UPDATE OF id, member_id, income, education, enrolled_in, participation_ladder, debt, created_us
ON situation_all
WHEN NOT EXISTS (SELECT 1 FROM situation_version AS v
                 WHERE v.situation_id = OLD.id AND v.situation_id = NEW.id
                   AND v.member_id = OLD.member_id AND v.member_id = NEW.member_id
                   AND v.date = OLD.date AND v.income = OLD.income AND v.education = OLD.education
                   AND v.enrolled_in = OLD.enrolled_in
                   AND v.participation_ladder = OLD.participation_ladder AND v.debt = OLD.debt)
BEGIN SELECT RAISE(ABORT, 'situation_is_append_only'); END;

CREATE TRIGGER situation_version_is_never_changed BEFORE UPDATE ON situation_version
BEGIN SELECT RAISE(ABORT, 'situation_version_is_append_only'); END;

CREATE TRIGGER member_version_is_never_changed BEFORE UPDATE ON member_version
BEGIN SELECT RAISE(ABORT, 'member_version_is_append_only'); END;

CREATE TRIGGER track_correction_is_never_changed BEFORE UPDATE ON track_correction
BEGIN SELECT RAISE(ABORT, 'track_correction_is_append_only'); END;

CREATE TRIGGER track_settlement_changes_its_result_alone
BEFORE UPDATE OF track_id, event_position, kind, thing_id, number, state ON track_settlement
BEGIN SELECT RAISE(ABORT, 'track_settlement_is_append_only'); END;

CREATE TRIGGER session_is_voided_once
BEFORE UPDATE OF void_us, void_account_handle, void_reason, moved_to_number ON session_all
WHEN OLD.void_us IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'session_is_voided_once'); END;
