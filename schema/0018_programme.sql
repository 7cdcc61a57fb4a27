-- Programmes: package, initiative, pool, project, each with its period; and who works together where.

-- One node of the tree.
CREATE TABLE programme (
	id BIGINT NOT NULL PRIMARY KEY,
	parent BIGINT,                          -- absent: the top of a tree
	level TEXT NOT NULL,                    -- package initiative pool project
	slug TEXT NOT NULL,
	org BIGINT,                             -- who runs it; absent: nobody of this house
	name_da TEXT NOT NULL,
	name_en TEXT NOT NULL,
	first_day DATE NOT NULL,
	last_day DATE,                          -- absent: open
	audience TEXT NOT NULL,                 -- adults young families everyone
	purpose_da TEXT NOT NULL,
	purpose_en TEXT NOT NULL,
	target_da TEXT NOT NULL,                -- for whom it is, in words
	target_en TEXT NOT NULL,
	method TEXT NOT NULL,                   -- a code; empty: none
	contact_role TEXT NOT NULL,             -- a role, never a name that must be there
	phone TEXT NOT NULL,
	unit TEXT NOT NULL,
	verified_day DATE,                      -- when somebody last looked whether the contact is right
	changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX programme_by_slug ON programme (slug);
CREATE INDEX programme_by_parent ON programme (parent);

-- A background document, kept here: it can be read with the network cable out.
CREATE TABLE programme_document (
	id BIGINT NOT NULL PRIMARY KEY,
	programme BIGINT NOT NULL,
	name TEXT NOT NULL,
	lang TEXT NOT NULL,                     -- da en
	type TEXT NOT NULL,                     -- text/plain application/pdf
	size INTEGER NOT NULL,                  -- bytes
	content TEXT NOT NULL,                  -- text as it is, anything else in base64url
	day DATE NOT NULL                       -- when it was put here
);
CREATE INDEX programme_document_by_programme ON programme_document (programme);

-- Organisation and municipality together in a programme, for a time.
CREATE TABLE partner (
	id BIGINT NOT NULL PRIMARY KEY,
	org BIGINT NOT NULL,
	area BIGINT NOT NULL,
	programme BIGINT NOT NULL,
	first_day DATE NOT NULL,
	last_day DATE,                          -- absent: open
	org_roles TEXT NOT NULL,                -- what the organisation does: runs refers rooms funds, blanks between
	area_roles TEXT NOT NULL,               -- what the municipality does: the same codes
	flow TEXT NOT NULL,                     -- what may be told between them: totals nothing
	contact_role TEXT NOT NULL,
	phone TEXT NOT NULL,
	agreement TEXT NOT NULL,                -- where the agreement is filed
	changed_at BIGINT NOT NULL
);
CREATE INDEX partner_by_org ON partner (org, area, programme);
CREATE INDEX partner_by_area ON partner (area);
