-- grant_book_row(id int) one
-- The books of one grant.
SELECT id, pool, org, name, amount, currency, first_day, last_day, conditions, state FROM grant_book WHERE id = :id AND state = 'open';

-- grant_books(everything bool, account int, roles text, most int) many scan ok
-- Grants of somebody's bounds, the latest first.
SELECT b.id, b.pool, b.org, b.name, b.amount, b.currency, b.first_day, b.last_day, b.conditions, b.state
FROM grant_book b
WHERE b.state = 'open' AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = b.org) AND g.area = 0))
ORDER BY b.first_day DESC, b.name, b.id LIMIT :most;

-- grant_book_put(id int, pool int, org int, name text, amount int, currency text, first_day day, last_day day, conditions text, changed_at int) exec
-- A new grant, or an old one as it is now.
INSERT INTO grant_book (id, pool, org, name, amount, currency, first_day, last_day, conditions, state, changed_at)
VALUES (:id, :pool, :org, :name, :amount, :currency, :first_day, :last_day, :conditions, 'open', :changed_at)
ON CONFLICT (id) DO UPDATE SET pool = excluded.pool, org = excluded.org, name = excluded.name, amount = excluded.amount,
	currency = excluded.currency, first_day = excluded.first_day, last_day = excluded.last_day, conditions = excluded.conditions,
	changed_at = excluded.changed_at;

-- grant_book_withdraw(id int) exec
-- A demonstration begins again: its old books are no longer shown.
UPDATE grant_book SET state = 'withdrawn' WHERE id = :id;

-- grant_lines(book int) many bounded
-- The budget in its order.
SELECT id, position, name, kind, amount FROM grant_line WHERE book = :book ORDER BY position;

-- grant_line_put(id int, book int, position int, name text, kind text, amount int) exec
-- One line of the budget.
INSERT INTO grant_line (id, book, position, name, kind, amount) VALUES (:id, :book, :position, :name, :kind, :amount);

-- grant_lines_drop(book int) exec
-- The budget goes, before it is put anew; storage refuses it when the books have begun.
DELETE FROM grant_line WHERE book = :book;

-- grant_dues(book int) many bounded
-- When something must be sent in.
SELECT day, name FROM grant_due WHERE book = :book ORDER BY day;

-- grant_due_put(book int, day day, name text) exec
-- One such day.
INSERT INTO grant_due (book, day, name) VALUES (:book, :day, :name) ON CONFLICT DO NOTHING;

-- grant_dues_drop(book int) exec
-- All such days go, before they are put anew.
DELETE FROM grant_due WHERE book = :book;

-- grant_people(book int, day day) many -> rate int? bounded
-- Who is paid out of it, and what an hour costs on a day.
SELECT s.id, s.name, s.account, (SELECT r.rate FROM grant_rate r WHERE r.staff = s.id AND r.from_day <= :day
		ORDER BY r.from_day DESC LIMIT 1) AS rate
FROM grant_staff s WHERE s.book = :book ORDER BY s.name, s.id;

-- grant_rates(book int) many bounded
-- What hours cost from when on.
SELECT s.id AS staff, s.name, r.from_day, r.rate FROM grant_staff s JOIN grant_rate r ON r.staff = s.id
WHERE s.book = :book ORDER BY s.name, s.id, r.from_day;

-- grant_person_rows(id int, day day) many -> rate int? bounded
-- One of them.
SELECT s.id, s.book, s.name, s.account, (SELECT r.rate FROM grant_rate r WHERE r.staff = s.id AND r.from_day <= :day
		ORDER BY r.from_day DESC LIMIT 1) AS rate
FROM grant_staff s WHERE s.id = :id;

-- grant_mine(account int, most int) many
-- Where somebody is paid.
SELECT s.id, s.book, s.name, b.name AS book_name FROM grant_staff s JOIN grant_book b ON b.id = s.book
WHERE s.account = :account AND b.state = 'open' ORDER BY b.first_day DESC, s.id LIMIT :most;

-- grant_staff_put(id int, book int, name text, account int?) exec
-- Somebody is paid out of it.
INSERT INTO grant_staff (id, book, name, account) VALUES (:id, :book, :name, :account);

-- grant_rate_put(staff int, from_day day, rate int) exec
-- What an hour costs from a day on; what stands there stays.
INSERT INTO grant_rate (staff, from_day, rate) VALUES (:staff, :from_day, :rate) ON CONFLICT DO NOTHING;

-- grant_later_hours(staff int, day day) one -> n int scan ok
-- Hours that were booked for that day or a later one: a new rate would not be theirs.
SELECT COUNT(*) AS n FROM grant_entry WHERE staff = :staff AND day >= :day AND counter_of IS NULL;

-- grant_day_minutes(worker int, day day) one -> minutes int? bounded
-- What somebody has worked on a day, over all grants, without what was taken back.
SELECT SUM(d.minutes) AS minutes FROM grant_entry d JOIN grant_book b ON b.id = d.book
WHERE d.worker = :worker AND d.day = :day AND d.counter_of IS NULL AND b.state = 'open'
	AND NOT EXISTS (SELECT 1 FROM grant_entry c WHERE c.counter_of = d.id);

-- grant_entry_put(id int, book int, kind text, line int?, day day, staff int?, worker int?, activity text, minutes int, rate int, amount int, voucher text, note text, counter_of int?, by_whom int, at int) exec
-- One line of the ledger; storage looks at it once more.
INSERT INTO grant_entry (id, book, kind, line, day, staff, worker, activity, minutes, rate, amount, voucher, note, counter_of, by_whom, at)
VALUES (:id, :book, :kind, :line, :day, :staff, :worker, :activity, :minutes, :rate, :amount, :voucher, :note, :counter_of, :by_whom, :at);

-- grant_entry_row(id int) many -> countered int? bounded
-- One line of the ledger, and the line that takes it back.
SELECT e.id, e.book, e.kind, e.line, e.day, e.staff, e.worker, e.activity, e.minutes, e.rate, e.amount, e.voucher, e.note, e.counter_of,
	(SELECT c.id FROM grant_entry c WHERE c.counter_of = e.id) AS countered
FROM grant_entry e WHERE e.id = :id;

-- grant_entries_of(book int, from_day day, to_day day, most int) many -> countered int?, person text?, line_name text?
-- The ledger between two days, in order of day.
SELECT e.id, e.kind, e.line, e.day, e.staff, e.worker, e.activity, e.minutes, e.rate, e.amount, e.voucher, e.note, e.counter_of,
	(SELECT c.id FROM grant_entry c WHERE c.counter_of = e.id) AS countered,
	(SELECT s.name FROM grant_staff s WHERE s.id = e.staff) AS person, (SELECT l.name FROM grant_line l WHERE l.id = e.line) AS line_name
FROM grant_entry e WHERE e.book = :book AND e.day >= :from_day AND e.day <= :to_day ORDER BY e.day, e.id LIMIT :most;

-- grant_worker_entries(worker int, from_day day, to_day day, most int) many -> countered int?
-- Somebody's own hours, the latest first.
SELECT e.id, e.day, e.activity, e.minutes, e.rate, e.amount, b.name AS book_name, b.currency,
	(SELECT c.id FROM grant_entry c WHERE c.counter_of = e.id) AS countered
FROM grant_entry e JOIN grant_book b ON b.id = e.book
WHERE e.worker = :worker AND b.state = 'open' AND e.day >= :from_day AND e.day <= :to_day ORDER BY e.day DESC, e.id DESC LIMIT :most;

-- grant_sums(book int, from_day day, to_day day) many -> line int?, minutes int, amount int bounded
-- Sums by line between two days; income has none.
SELECT line, kind, SUM(minutes) AS minutes, SUM(amount) AS amount FROM grant_entry
WHERE book = :book AND day >= :from_day AND day <= :to_day GROUP BY line, kind ORDER BY kind, line;

-- grant_locks(book int) many bounded
-- Months that are closed.
SELECT month FROM grant_lock WHERE book = :book ORDER BY month;

-- grant_lock_put(book int, month day, by_whom int, at int) exec
-- A month is closed, once.
INSERT INTO grant_lock (book, month, by_whom, at) VALUES (:book, :month, :by_whom, :at) ON CONFLICT DO NOTHING;

-- grant_begun(book int) one -> n int
-- Have the books begun?
SELECT COUNT(*) AS n FROM grant_entry WHERE book = :book;

-- grant_pool_others(pool int, book int) one -> amount int? scan ok
-- What other grants took out of the pool.
SELECT SUM(amount) AS amount FROM grant_book WHERE pool = :pool AND id <> :book AND state = 'open';
