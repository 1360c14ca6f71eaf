-- Histories of enrolments and referrals are only ever added to, and a consent is never rewritten: it
-- can be withdrawn, once.

CREATE TRIGGER enrolment_event_is_never_changed BEFORE UPDATE ON enrolment_event
BEGIN SELECT RAISE(ABORT, 'enrolment_event_is_append_only'); END;
CREATE TRIGGER referral_event_is_never_changed BEFORE UPDATE ON referral_event
BEGIN SELECT RAISE(ABORT, 'referral_event_is_append_only'); END;
CREATE TRIGGER referral_payload_is_frozen BEFORE UPDATE OF payload ON referral
WHEN old.state <> 1 AND new.payload <> old.payload
BEGIN SELECT RAISE(ABORT, 'referral_payload_is_frozen'); END;
CREATE TRIGGER consent_is_only_ever_withdrawn BEFORE UPDATE ON consent
WHEN old.withdrawn_us IS NOT NULL OR new.purpose <> old.purpose
  OR new.recipient_id <> old.recipient_id OR new.categories <> old.categories
  OR new.valid_from <> old.valid_from OR new.valid_until <> old.valid_until
BEGIN SELECT RAISE(ABORT, 'consent_is_only_ever_withdrawn'); END;
