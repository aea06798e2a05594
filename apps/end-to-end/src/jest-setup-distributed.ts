import { startStack, type Stack } from './start-stack.ts';

declare global {
  var longboxStack_distributed: Stack | undefined;
}

/** The stack of the jest project "end-to-end, distributed". */
export default async function start(): Promise<void> {
  const stack = await startStack(true);
  globalThis.longboxStack_distributed = stack;
  process.env['LONGBOX_STACK_distributed'] = stack.facts;
}
