-- demo_all_meetings() many bounded scan ok
-- Every series, whatever its state.
SELECT id FROM meeting ORDER BY id;

-- demo_all_services() many bounded scan ok
-- Every service, whatever its state.
SELECT id FROM service ORDER BY id;

-- demo_all_locations() many bounded scan ok
-- Every place that is still used.
SELECT id, name FROM location WHERE state = 'active' ORDER BY id;

-- demo_all_orgs() many bounded scan ok
-- Every organisation that still exists.
SELECT id, name FROM org WHERE state = 'active' ORDER BY id;

-- demo_all_accounts() many bounded scan ok
-- Everybody who works here.
SELECT id, name FROM account WHERE state <> 'former' ORDER BY id;

-- demo_all_rounds() many bounded scan ok
-- Every outreach round.
SELECT id FROM outreach_round ORDER BY id;

-- demo_all_programmes() many bounded scan ok
-- Every programme.
SELECT id FROM programme ORDER BY id;

-- demo_all_partners() many bounded scan ok
-- Every partnership.
SELECT id FROM partner ORDER BY id;

-- demo_volunteer_named(org int, name text) one scan ok
-- Somebody who helps an organisation, by name.
SELECT id FROM volunteer WHERE org = :org AND name = :name;

-- demo_all_volunteers() many bounded scan ok
-- Everybody who helps.
SELECT id FROM volunteer ORDER BY id;

-- demo_began(slug text) one
-- When a group began, and what it calls its method.
SELECT first_day, method FROM meeting WHERE slug = :slug;

-- demo_all_grants() many bounded scan ok
-- Every grant whose books are shown.
SELECT id FROM grant_book WHERE state = 'open' ORDER BY id;

-- demo_all_receivers() many bounded scan ok
-- Everybody who receives support and is not gone.
SELECT id FROM participant WHERE erased_at IS NULL ORDER BY id;

-- demo_service_named(name text) one scan ok
-- The service of this name.
SELECT id FROM service WHERE state = 'running' AND name_da = :name ORDER BY id LIMIT 1;
