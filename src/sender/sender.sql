-- sender_put(account int, tag text, pin text, made_by int, now int) exec
-- A link and its digits, in the place of earlier ones.
INSERT INTO sender (account, tag, pin, made_by, made_at) VALUES (:account, :tag, :pin, :made_by, :now)
ON CONFLICT (account) DO UPDATE SET tag = excluded.tag, pin = excluded.pin, made_by = excluded.made_by, made_at = excluded.made_at;

-- sender_of_tag(tag text) one
-- The partner of a link, while their account is open.
SELECT s.account, s.pin FROM sender s JOIN account a ON a.id = s.account
JOIN account_grant g ON g.account = s.account AND g.role = 'partner' WHERE s.tag = :tag AND a.state = 'active' LIMIT 1;

-- sender_role(account int) one
-- Where a partner hands over to.
SELECT org, area FROM account_grant WHERE account = :account AND role = 'partner';

-- sender_row(account int) one
-- One partner.
SELECT s.account, a.name, a.seen_at, s.made_at, g.org, g.area FROM sender s JOIN account a ON a.id = s.account
JOIN account_grant g ON g.account = s.account AND g.role = 'partner' WHERE s.account = :account;

-- sender_rows(me int, everything bool, roles text, most int) many scan ok
-- Partners by name, of the reader's bounds; there are some dozens.
SELECT s.account, a.name, a.seen_at, s.made_at, g.org, g.area FROM sender s JOIN account a ON a.id = s.account
JOIN account_grant g ON g.account = s.account AND g.role = 'partner'
WHERE :everything OR EXISTS (SELECT 1 FROM account_grant mine WHERE mine.account = :me AND replace(:roles, ' ' || mine.role || ' ', '') <> :roles
	AND (mine.org = 0 OR mine.org = g.org) AND (mine.area = 0 OR mine.area = g.area))
ORDER BY a.name_key, a.id LIMIT :most;
