-- Looking after a listing is the same for meetings and for everything else that is offered.

ALTER TABLE verify_check RENAME COLUMN meeting TO listing;      -- id of a meeting or a service
ALTER TABLE verify_link RENAME COLUMN meeting TO listing;
ALTER TABLE verify_report RENAME COLUMN meeting TO listing;
DROP INDEX verify_check_by_meeting;
DROP INDEX verify_link_by_meeting;
DROP INDEX verify_report_by_meeting;
CREATE INDEX verify_check_by_listing ON verify_check (listing, at);
CREATE INDEX verify_link_by_listing ON verify_link (listing);
CREATE INDEX verify_report_by_listing ON verify_report (listing, at);
