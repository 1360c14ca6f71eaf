-- An account can give an address of its own to be written to when something waits.

-- '': nowhere. Up to when that was told.
ALTER TABLE account ADD COLUMN notice_email TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN notice_told_us BIGINT NOT NULL DEFAULT 0;
