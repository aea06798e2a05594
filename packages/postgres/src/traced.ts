import type pg from 'pg';
import { inSpan } from '@longbox/telemetry';

/**
 * Makes each statement of a connection a span of the trace that it is sent in, if any: with its text, in which values are only named, and
 * without the values.
 */
export function traceStatements(connection: pg.PoolClient, database: string): void {
  const query = connection.query.bind(connection) as (...args: unknown[]) => unknown;
  const traced = (...args: unknown[]): unknown => {
    const text = textOf(args[0]);
    if (text === undefined || args.some((each) => typeof each === 'function')) return query(...args);
    const attributes = { 'db.system.name': 'postgresql', 'db.namespace': database, 'db.query.text': text };
    return inSpan({ name: `${verbOf(text)} ${database}`, kind: 'client', attributes }, () => query(...args));
  };
  connection.query = traced as typeof connection.query;
}

/** A statement as the driver takes it: its text, or a named one. */
function textOf(statement: unknown): string | undefined {
  if (typeof statement === 'string') return statement;
  const text = (statement as { readonly text?: unknown } | undefined)?.text;
  return typeof text === 'string' ? text : undefined;
}

function verbOf(text: string): string {
  return /[A-Za-z]+/.exec(text)?.[0].toUpperCase() ?? 'SQL';
}
