-- Households are read per organisation wherever a coordinator looks.

CREATE INDEX household_by_organisation ON household (organisation_id, number, id);
