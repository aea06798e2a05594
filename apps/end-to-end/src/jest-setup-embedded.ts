import { startStack, type Stack } from './start-stack.ts';

declare global {
  var longboxStack_embedded: Stack | undefined;
}

/** The stack of the jest project "end-to-end, embedded". */
export default async function start(): Promise<void> {
  const stack = await startStack(false);
  globalThis.longboxStack_embedded = stack;
  process.env['LONGBOX_STACK_embedded'] = stack.facts;
}
