#!/bin/sh
# Run once by the PostgreSQL image: a database and an ordinary owner for each subgraph, one for the event log and one for the gateway. Row-level security
# holds for these owners because they are neither superusers nor have BYPASSRLS. The locale is that of the embedded PostgreSQL, so that
# text sorts, folds and is found by prefix the same everywhere.
set -eu
for name in catalog inventory order fulfillment pricing events gateway; do
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<SQL
    CREATE ROLE "longbox_$name" LOGIN PASSWORD '$LONGBOX_DATABASE_PASSWORD' NOSUPERUSER NOBYPASSRLS;
    CREATE DATABASE "$name" OWNER "longbox_$name" ENCODING 'UTF8'
      LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C' TEMPLATE template0;
SQL
done
