-- Referrals between organisations, the routes they take, and the consents they rest on.

CREATE TABLE route (
  from_id    TEXT   NOT NULL REFERENCES organisation (id),
  to_id      TEXT   NOT NULL REFERENCES organisation (id),
  reasons    TEXT   NOT NULL,  -- numbers of ReferralReason with spaces between; '' when closed
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  revision   BIGINT NOT NULL,
  CONSTRAINT route_is_one PRIMARY KEY (from_id, to_id),
  CONSTRAINT route_leads_elsewhere CHECK (from_id <> to_id)
);

CREATE TABLE consent (
  id                      TEXT    NOT NULL PRIMARY KEY,
  organisation_id         TEXT    NOT NULL REFERENCES organisation (id),
  number                  TEXT    NOT NULL,
  subject_id              TEXT    REFERENCES member (id),  -- NULL for a person from elsewhere
  subject_name            TEXT    NOT NULL,                -- of a person from elsewhere
  recipient_id            TEXT    NOT NULL REFERENCES organisation (id),
  purpose                 BIGINT  NOT NULL,
  categories              TEXT    NOT NULL,  -- numbers of DataCategory with spaces between
  valid_from              TEXT    NOT NULL,
  valid_until             TEXT    NOT NULL,
  form                    BIGINT  NOT NULL,
  witness                 TEXT    NOT NULL,
  subject_signed          BOOLEAN NOT NULL,
  parent_id               TEXT    REFERENCES member (id),
  representative          TEXT    NOT NULL,
  account_handle          TEXT    NOT NULL,
  withdraw_date           TEXT    NOT NULL,
  withdraw_account_handle TEXT    NOT NULL,
  withdrawn_us            BIGINT,            -- NULL while it stands
  created_us              BIGINT  NOT NULL,
  updated_us              BIGINT  NOT NULL,
  revision                BIGINT  NOT NULL,
  CONSTRAINT consent_number_is_unique UNIQUE (number, organisation_id),
  CONSTRAINT consent_is_of_one_person CHECK ((subject_id IS NULL) = (subject_name <> '')),
  CONSTRAINT consent_ends_after_it_begins CHECK (valid_until >= valid_from)
);
CREATE INDEX consent_by_subject ON consent (subject_id, created_us, id);
CREATE INDEX consent_by_organisation ON consent (organisation_id, created_us, id);

CREATE TABLE referral (
  id            TEXT   NOT NULL PRIMARY KEY,
  number        TEXT   NOT NULL,
  from_id       TEXT   NOT NULL REFERENCES organisation (id),
  to_id         TEXT   NOT NULL REFERENCES organisation (id),
  reason        BIGINT NOT NULL,
  categories    TEXT   NOT NULL,  -- numbers of DataCategory with spaces between
  question      TEXT   NOT NULL,
  person_id     TEXT   REFERENCES member (id),   -- NULL for a person from elsewhere
  track_id      TEXT   REFERENCES track (id),    -- that it came from, or led to
  consent_id    TEXT   REFERENCES consent (id),  -- that it was sent under
  state         BIGINT NOT NULL,
  payload       TEXT   NOT NULL,  -- ReferralPayload as JSON, frozen when sent; '' before
  sent_date     TEXT   NOT NULL,
  due_date      TEXT   NOT NULL,
  handover_date TEXT   NOT NULL,
  present       TEXT   NOT NULL,
  start_date    TEXT   NOT NULL,
  end_date      TEXT   NOT NULL,
  outcome       BIGINT NOT NULL,
  created_us    BIGINT NOT NULL,
  updated_us    BIGINT NOT NULL,
  revision      BIGINT NOT NULL,
  CONSTRAINT referral_number_is_unique UNIQUE (number),
  CONSTRAINT referral_leads_elsewhere CHECK (from_id <> to_id),
  CONSTRAINT referral_is_sent_under_consent
    CHECK (state = 1 OR consent_id IS NOT NULL OR (state = 10 AND sent_date = ''))
);
CREATE INDEX referral_by_sender ON referral (from_id, created_us, id);
CREATE INDEX referral_by_recipient ON referral (to_id, created_us, id);
CREATE INDEX referral_by_track ON referral (track_id, state, sent_date);
CREATE INDEX referral_by_consent ON referral (consent_id, state, id);

CREATE TABLE referral_event (
  referral_id     TEXT   NOT NULL REFERENCES referral (id),
  position        BIGINT NOT NULL,
  verb            BIGINT NOT NULL,
  state           BIGINT NOT NULL,
  date            TEXT   NOT NULL,
  organisation_id TEXT   NOT NULL REFERENCES organisation (id),
  account_handle  TEXT   NOT NULL,
  note            TEXT   NOT NULL,
  created_us      BIGINT NOT NULL,
  CONSTRAINT referral_event_is_unique PRIMARY KEY (referral_id, position)
);

-- Coordinators and the privacy officer of the organisation that keeps it, its intake workers, and
-- the buddies of the person's household.
CREATE VIEW visible_consent (account_id, consent_id) AS
  SELECT a.id, c.id
  FROM account AS a
  JOIN consent AS c ON c.organisation_id = a.organisation_id
  WHERE a.role IN (2, 4, 6) AND a.disabled_us IS NULL
  UNION ALL
  SELECT DISTINCT a.id, c.id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  JOIN member AS p ON p.household_id = t.household_id
  JOIN consent AS c ON c.subject_id = p.id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state IN (2, 3);

-- Who sees a referral, from which side (1 sender, 2 recipient), and until which day. The recipient
-- sees it from SENT to COMPLETED, as long as the consent stands that it was sent under, and a SENT
-- one until it expires.
CREATE VIEW visible_referral (account_id, referral_id, side, until) AS
  SELECT a.id, r.id, 1, '9999-12-31'
  FROM account AS a
  JOIN referral AS r ON r.from_id = a.organisation_id
  WHERE a.role IN (2, 4) AND a.disabled_us IS NULL
  UNION ALL
  SELECT DISTINCT a.id, r.id, 1, '9999-12-31'
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  JOIN referral AS r ON r.track_id = t.id AND r.from_id = t.organisation_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state IN (2, 3)
  UNION ALL
  SELECT a.id, r.id, 2,
         CASE WHEN r.state = 2 AND r.due_date <> '' AND r.due_date < c.valid_until
              THEN r.due_date ELSE c.valid_until END
  FROM account AS a
  JOIN referral AS r ON r.to_id = a.organisation_id
  JOIN consent AS c ON c.id = r.consent_id
  WHERE a.role IN (2, 4) AND a.disabled_us IS NULL AND r.state BETWEEN 2 AND 7
    AND c.withdrawn_us IS NULL;
