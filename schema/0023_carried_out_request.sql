-- Requests count for ever, and sessions may be logged for some days after a match ended.

-- What was carried out under which request id, so that a retry has no second effect, however late it
-- comes; by it a retry is answered once the whole answer (answered_request) is gone. No content. Kept
-- apart from the answers, so that the space of those is used again.
CREATE TABLE carried_out_request (
  caller_id     TEXT NOT NULL,
  request_id    TEXT NOT NULL,
  request_hash  TEXT NOT NULL,  -- first half of the BLAKE2b-256 of method and message, hexadecimal
  resource_name TEXT NOT NULL,  -- of what was made or changed; '' where that has no name
  CONSTRAINT carried_out_request_is_unique PRIMARY KEY (caller_id, request_id)
);
UPDATE answered_request SET request_hash = SUBSTR(request_hash, 1, 32);

ALTER TABLE settings ADD COLUMN days_to_log_after_match BIGINT NOT NULL DEFAULT 14;

-- Matches of an account's buddy that ended (state 4): what took place within them may still be
-- written for some days, and nothing read. Not those with a conflict of interest, which end at once.
CREATE VIEW ended_match (account_id, match_id, track_id) AS
  SELECT a.id, m.id, m.track_id
  FROM account AS a
  JOIN match AS m ON m.buddy_id = a.buddy_id
  JOIN track AS t ON t.id = m.track_id
  WHERE a.role = 1 AND a.disabled_us IS NULL AND m.state = 4
    AND NOT EXISTS (SELECT 1 FROM conflict_of_interest AS c
                    WHERE c.household_id = t.household_id AND c.buddy_id = m.buddy_id);
