-- What people outside say should stand in a listing, and who would like to keep one.

CREATE TABLE suggest_request (
	id BIGINT NOT NULL PRIMARY KEY,
	listing BIGINT NOT NULL,
	what TEXT NOT NULL,                     -- meeting service
	sort TEXT NOT NULL,                     -- change claim
	at BIGINT NOT NULL,
	words TEXT NOT NULL,                    -- masked before they came here
	source TEXT NOT NULL,                   -- hash of a network that is another one tomorrow; emptied after a day
	due_at BIGINT NOT NULL,
	closed_at BIGINT,
	answer TEXT NOT NULL DEFAULT ''         -- accepted refused
);
CREATE INDEX suggest_request_open ON suggest_request (closed_at, due_at);
CREATE INDEX suggest_request_by_listing ON suggest_request (listing);

-- One field of a wish: what stood there when it was written, and what should.
CREATE TABLE suggest_field (
	request BIGINT NOT NULL,
	field TEXT NOT NULL,                    -- a name of meeting_fields or service_fields
	was TEXT NOT NULL,
	wish TEXT NOT NULL,
	PRIMARY KEY (request, field)
);
