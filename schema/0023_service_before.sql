-- The last change of a service by its form can be taken back.

-- How a service was before somebody last changed it by hand; gone when a list or another hand changes it, and after a week.
CREATE TABLE service_before (
	service BIGINT NOT NULL PRIMARY KEY,
	change BIGINT NOT NULL,                 -- which change this was before: a page that is old takes back no other
	at BIGINT NOT NULL,
	whole TEXT NOT NULL                     -- the service with all that stands under it, as JSON
);
CREATE INDEX service_before_by_at ON service_before (at);
