-- Letters of Sami, West African and Azerbaijani names are found as people type them. Words are folded already:
-- the letters are small ones.

INSERT INTO household_word_all (household_id, source_id, word, organisation_id)
SELECT w.household_id, w.source_id,
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(w.word,
    'ŋ', 'n'), 'ɓ', 'b'), 'ɗ', 'd'), 'ƙ', 'k'), 'ɛ', 'e'), 'ɔ', 'o'), 'ə', 'e'),
  w.organisation_id
FROM household_word_all AS w
WHERE w.word <> REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(w.word,
    'ŋ', 'n'), 'ɓ', 'b'), 'ɗ', 'd'), 'ƙ', 'k'), 'ɛ', 'e'), 'ɔ', 'o'), 'ə', 'e')
ON CONFLICT DO NOTHING;

DELETE FROM household_word_all
WHERE word <> REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(word,
    'ŋ', 'n'), 'ɓ', 'b'), 'ɗ', 'd'), 'ƙ', 'k'), 'ɛ', 'e'), 'ɔ', 'o'), 'ə', 'e');
