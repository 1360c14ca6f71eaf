-- An appointment stands again once the session that held or missed it is void. Of tracks that are open
-- (1 to 6) it does so (1) since that session was voided, by the verb REOPEN (5).
INSERT INTO appointment_event (appointment_id, position, verb, state, date, start_time, place,
                               account_handle, note, created_us)
  SELECT f.id,
         (SELECT MAX(e.position) + 1 FROM appointment_event AS e WHERE e.appointment_id = f.id),
         5, 1, f.date, f.start_time, f.place, s.void_account_handle, s.void_reason, s.void_us
  FROM appointment AS f
  JOIN session_all AS s ON s.id = f.session_id
  JOIN track_all AS t ON t.id = f.track_id
  WHERE s.void_us IS NOT NULL AND t.state BETWEEN 1 AND 6;
UPDATE appointment
SET state = 1, revision = revision + 1
WHERE session_id IN (SELECT s.id FROM session_all AS s WHERE s.void_us IS NOT NULL)
  AND track_id IN (SELECT t.id FROM track_all AS t WHERE t.state BETWEEN 1 AND 6);
UPDATE appointment
SET session_id = NULL
WHERE session_id IN (SELECT s.id FROM session_all AS s WHERE s.void_us IS NOT NULL);
