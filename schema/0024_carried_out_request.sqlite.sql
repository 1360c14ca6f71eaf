-- What was carried out before requests counted for ever, as far as its answers are still there. An
-- answer that has a name begins with it: field 1, then its length in one byte, or in two above 127.

INSERT INTO carried_out_request (caller_id, request_id, request_hash, resource_name)
WITH
  answer (caller_id, request_id, request_hash, response, low, high) AS (
    SELECT r.caller_id, r.request_id, r.request_hash, r.response,
           INSTR('0123456789ABCDEF', SUBSTR(HEX(r.response), 3, 1)) * 16 - 16
             + INSTR('0123456789ABCDEF', SUBSTR(HEX(r.response), 4, 1)) - 1,
           INSTR('0123456789ABCDEF', SUBSTR(HEX(r.response), 5, 1)) * 16 - 16
             + INSTR('0123456789ABCDEF', SUBSTR(HEX(r.response), 6, 1)) - 1
    FROM answered_request AS r
    WHERE LENGTH(r.status) = 0
  ),
  named (caller_id, request_id, request_hash, name) AS (
    SELECT a.caller_id, a.request_id, a.request_hash,
           CASE WHEN HEX(SUBSTR(a.response, 1, 1)) <> '0A' THEN ''
                WHEN a.low < 128 THEN CAST(SUBSTR(a.response, 3, a.low) AS TEXT)
                ELSE CAST(SUBSTR(a.response, 4, a.low - 128 + a.high * 128) AS TEXT) END
    FROM answer AS a
  )
SELECT n.caller_id, n.request_id, n.request_hash,
       CASE WHEN n.name GLOB '[a-z]*/*' THEN n.name ELSE '' END
FROM named AS n;

CREATE TRIGGER carried_out_request_is_never_changed BEFORE UPDATE ON carried_out_request
BEGIN SELECT RAISE(ABORT, 'carried_out_request_is_append_only'); END;
CREATE TRIGGER carried_out_request_is_never_deleted BEFORE DELETE ON carried_out_request
BEGIN SELECT RAISE(ABORT, 'carried_out_request_is_append_only'); END;
