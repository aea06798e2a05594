-- Once in the database of each subgraph, by its owner, after its first start has made the outbox. The server runs with wal_level = logical.
CREATE PUBLICATION longbox_outbox FOR TABLE outbox WITH (publish = 'insert');
GRANT USAGE ON SCHEMA public TO longbox_cdc;
GRANT SELECT ON outbox TO longbox_cdc;

-- Once on the server, by a superuser:
--   CREATE ROLE longbox_cdc LOGIN REPLICATION PASSWORD '…';
-- A connector that is away keeps the server's log from being removed; this bounds it. Beyond it the slot is lost, and the connector has
-- to be made anew, which publishes what is in the outbox again.
--   ALTER SYSTEM SET max_slot_wal_keep_size = '20GB';
