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

-- demo_all_grants() many bounded scan ok
-- Every grant whose books are shown.
SELECT id FROM grant_book WHERE state = 'open' ORDER BY id;
