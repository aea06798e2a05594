-- In the database of each subgraph, every minute (pg_cron, a CronJob): nobody else empties the outbox while the relay is switched off.
-- The connector reads the server's log and not the table, so that a row may go as soon as it is there; the hour is for people who look, and
-- for a connector that has to be made anew. Repeat until it says DELETE 0.
DELETE FROM outbox WHERE position IN (
  SELECT position FROM outbox WHERE time < now() - interval '1 hour' ORDER BY position LIMIT 5000);
