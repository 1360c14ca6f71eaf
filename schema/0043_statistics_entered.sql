-- A unit keeps the span of time in which it was first published to have entered: groups of units are told
-- apart by it no more.

ALTER TABLE statistics_unit ADD COLUMN entered TEXT NOT NULL DEFAULT '';
