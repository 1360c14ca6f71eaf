-- Matches that ended with their track said so in English; the track itself tells why it ended. Match
-- states 4 ENDED and 5 DECLINED.

UPDATE match_all SET end_reason = '' WHERE end_reason = 'track ended' AND state IN (4, 5);
