-- Settings of organisations that differ from the defaults, and coordinators' reviews.

CREATE TABLE settings (
  organisation_id                     TEXT   NOT NULL PRIMARY KEY REFERENCES organisation (id),
  days_without_session_max            BIGINT NOT NULL,
  days_waiting_max                    BIGINT NOT NULL,
  days_to_begin_assessment            BIGINT NOT NULL,
  days_before_aftercare_end           BIGINT NOT NULL,
  conduct_certificate_months_max      BIGINT NOT NULL,
  days_before_conduct_certificate_end BIGINT NOT NULL,
  days_between_reviews                BIGINT NOT NULL,
  recognition_budget_cents            BIGINT NOT NULL,
  safety_officer_id                   TEXT   REFERENCES account (id),
  updated_us                          BIGINT NOT NULL,
  revision                            BIGINT NOT NULL
);

CREATE TABLE review (
  id             TEXT   NOT NULL PRIMARY KEY,
  track_id       TEXT   NOT NULL REFERENCES track (id),
  date           TEXT   NOT NULL,
  note           TEXT   NOT NULL,
  account_handle TEXT   NOT NULL,
  created_us     BIGINT NOT NULL
);
CREATE INDEX review_by_track ON review (track_id, date, id);
